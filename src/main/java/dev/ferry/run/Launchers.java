package dev.ferry.run;

import java.util.Map;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/// The launchers of a node: processes that load many cells.
///
/// @param last the highest number that was given to one; 0 if there was none
/// @param living those that were started and whose end nobody has seen: number → the folder of the
///     credentials that it uses
public record Launchers(int last, Map<Integer, String> living) {
    static final Launchers NONE = new Launchers(0, HashTreePMap.empty());

    public Launchers {
        living = HashTreePMap.from(living);
    }

    Launchers starting(Fact.LauncherStarting starting) {
        return new Launchers(
                Math.max(last, starting.launcher()), alive().plus(starting.launcher(), starting.credentials()));
    }

    Launchers ended(Fact.LauncherEnded ended) {
        return new Launchers(last, alive().minus(ended.launcher()));
    }

    private PMap<Integer, String> alive() {
        return HashTreePMap.from(living);
    }
}
