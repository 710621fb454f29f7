package dev.ferry.cassandra;

import com.datastax.oss.driver.api.core.config.DefaultDriverOption;
import com.datastax.oss.driver.api.core.context.DriverContext;
import com.datastax.oss.driver.api.core.metadata.Node;
import com.datastax.oss.driver.internal.core.loadbalancing.BasicLoadBalancingPolicy;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/// Is at home in the data centre that was named, if there is one of this name; else in that of the contact
/// points: most of them, if they lie in several; then the first by name.
///
/// The driver's own policies want a name from the user, or fail when the contact points lie in two data
/// centres. Public only because the driver makes it by reflection.
public final class HomePolicy extends BasicLoadBalancingPolicy {
    /// Called by the driver.
    public HomePolicy(DriverContext context, String profileName) {
        super(context, profileName);
    }

    @Override
    protected Optional<String> discoverLocalDc(Map<UUID, Node> nodes) {
        var named = profile.getString(DefaultDriverOption.LOAD_BALANCING_LOCAL_DATACENTER, "");
        if (nodes.values().stream().anyMatch(node -> named.equals(node.getDatacenter()))) {
            return Optional.of(named);
        }
        var votes = new TreeMap<String, Integer>();
        for (var contact : context.getMetadataManager().getContactPoints()) {
            nodes.values().stream()
                    .filter(node -> node.getEndPoint().equals(contact.getEndPoint()))
                    .map(Node::getDatacenter)
                    .filter(Objects::nonNull)
                    .forEach(dataCentre -> votes.merge(dataCentre, 1, Integer::sum));
        }
        return votes.entrySet().stream()
                .max(Map.Entry.<String, Integer>comparingByValue()
                        .thenComparing(Map.Entry.comparingByKey(Comparator.reverseOrder())))
                .map(Map.Entry::getKey);
    }
}
