package dev.ferry.engine;

import dev.ferry.loader.LoaderCall;
import dev.ferry.loader.TargetSecurity;
import dev.ferry.loader.Throttle;
import java.util.List;

/// How loaders are called in this run.
///
/// @param target where they load to
/// @param security how its ports are guarded, with this run's login and stores
/// @param control the limits as they are at the moment of a call
record LoaderCalls(TargetLink target, TargetSecurity security, LoadControl control) {
    /// A call for one staged folder.
    ///
    /// @param hosts the target nodes that the loader is told
    /// @param folder absolute, on the node, ends in `…/keyspace/table`
    /// @param bytes of all SSTables in it
    /// @param sstables how many there are
    LoaderCall call(Workspace node, List<String> hosts, String folder, long bytes, int sstables) {
        return new LoaderCall(
                node.loader(),
                target.shape().version(),
                hosts,
                target.ports().nativePort(),
                target.ports().internodePort(),
                security,
                new Throttle(control.limits().throttleMebibytesPerSecond()),
                node.credentials(),
                folder,
                bytes,
                sstables);
    }
}
