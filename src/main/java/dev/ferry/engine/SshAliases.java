package dev.ferry.engine;

import dev.ferry.text.Message;
import java.util.List;

/// The hosts that the user's OpenSSH configuration offers.
///
/// @param hosts in the order of their names; empty if there is no configuration
/// @param warnings what could not be taken from it
public record SshAliases(List<SshAlias> hosts, List<Message> warnings) {
    public SshAliases {
        hosts = List.copyOf(hosts);
        warnings = List.copyOf(warnings);
    }
}
