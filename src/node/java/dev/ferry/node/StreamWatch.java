package dev.ferry.node;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.management.Notification;
import javax.management.NotificationListener;
import javax.management.openmbean.CompositeData;

/**
 * Knows which stream plan is whose and how far it is.
 *
 * <p>Cassandra's {@code StreamManager} tells of each session that is prepared or over and of each file that has been
 * sent ({@code StreamEventJMXNotifier}); of files under way it tells once a second for all plans together, so those are
 * asked for. Whose a plan is says the line that a cell's own thread logs when it begins one, or a file's name.
 */
final class StreamWatch implements NotificationListener {
    private final Map<String, StreamProgress> plans = new ConcurrentHashMap<>();

    private final Map<String, Cell> owners = new ConcurrentHashMap<>();

    private final Set<Cell> cells = ConcurrentHashMap.newKeySet();

    /** From now on plans may be this cell's. */
    void begin(Cell cell) {
        cells.add(cell);
    }

    /** The plan has been begun by this cell's thread. */
    void belongs(String plan, Cell cell) {
        owners.putIfAbsent(plan, cell);
    }

    /** Null if nobody knows. */
    Cell cell(String plan) {
        return owners.get(plan);
    }

    /** Writes the cell's progress, if there is any news. */
    void pass(Cell cell) throws IOException {
        for (Map.Entry<String, Cell> owner : owners.entrySet()) {
            StreamProgress plan = owner.getValue() == cell ? plans.get(owner.getKey()) : null;
            String line = plan == null ? null : plan.line(System.nanoTime());
            if (line != null) {
                cell.log(line.getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    /** Writes the progress of all cells, with what the streams that are under way say of themselves. */
    void pass(Collection<CompositeData> streams) {
        for (CompositeData stream : streams) {
            for (CompositeData session : (CompositeData[]) stream.get("sessions")) {
                files(session);
            }
        }
        for (Cell cell : cells) {
            try {
                pass(cell);
            } catch (IOException strange) {
                System.err.println("no progress line for " + cell + ": " + strange);
            }
        }
    }

    /** The cell is over: its last progress is written, and its plans are forgotten. */
    void end(Cell cell) throws IOException {
        pass(cell);
        cells.remove(cell);
        for (Iterator<Map.Entry<String, Cell>> all = owners.entrySet().iterator(); all.hasNext(); ) {
            Map.Entry<String, Cell> owner = all.next();
            if (owner.getValue() == cell) {
                all.remove();
                plans.remove(owner.getKey());
            }
        }
    }

    @Override
    public void handleNotification(Notification notification, Object nothing) {
        if (!(notification.getUserData() instanceof CompositeData)) {
            return;
        }
        CompositeData event = (CompositeData) notification.getUserData();
        String type = notification.getType();
        if (type.endsWith(".SessionPreparedEvent")) {
            prepared(event);
        } else if (type.endsWith(".ProgressEvent")) {
            file(event);
        } else if (type.endsWith(".SessionCompleteEvent")) {
            open(event).completed();
        }
    }

    /** Only an event opens a plan: what was asked for may be older than the plan's end. */
    private StreamProgress open(CompositeData event) {
        return plans.computeIfAbsent((String) event.get("planId"), any -> new StreamProgress(System.nanoTime()));
    }

    /** A node takes part from this event on: a session that was merely asked for may never get so far. */
    private void prepared(CompositeData session) {
        long files = 0;
        long bytes = 0;
        for (CompositeData table : (CompositeData[]) session.get("sendingSummaries")) {
            files += number(table, "files");
            bytes += number(table, "totalSize");
        }
        open(session).prepared(peer(session), (int) number(session, "sessionIndex"), files, bytes);
        files(session);
    }

    private void files(CompositeData session) {
        for (CompositeData file : (CompositeData[]) session.get("sendingFiles")) {
            file(file);
        }
    }

    private void file(CompositeData file) {
        String id = (String) file.get("planId");
        StreamProgress plan = plans.get(id);
        if (plan == null || !"OUT".equals(file.get("direction"))) {
            return;
        }
        String name = (String) file.get("fileName");
        if (!owners.containsKey(id)) {
            cells.stream().filter(cell -> cell.owns(name)).forEach(cell -> belongs(id, cell));
        }
        int index = (int) number(file, "sessionIndex");
        plan.sent(peer(file), index, name, number(file, "currentBytes"), number(file, "totalBytes"));
    }

    /** As {@code InetAddress} and, from 4.0 on, {@code InetAddressAndPort} print themselves. */
    private static String peer(CompositeData event) {
        String host = (String) event.get("peer");
        // The two composite types of 4.0 and newer do not agree on the name; those of 3.11 have no port.
        for (String key : new String[] {"peer_port", "peer storage port"}) {
            if (event.containsKey(key)) {
                return "/" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + event.get(key);
            }
        }
        return "/" + host;
    }

    private static long number(CompositeData data, String key) {
        return ((Number) data.get(key)).longValue();
    }
}
