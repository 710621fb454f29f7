package dev.ferry.engine;

import dev.ferry.migration.Limits;
import dev.ferry.plan.CellId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a user says while loads run, and the places that all nodes share. The limits hold at every moment:
/// a place is given only within them, and a lower limit takes none back but gives out no more.
///
/// Cells are paused by being marked: a mark is looked at before every start. That cells be stopped or tried
/// again is an order; the thread of the cell's node takes it, in the order in which it was given.
final class LoadControl {
    private final Set<CellId> paused = new HashSet<>();
    private final Map<String, List<Order>> orders = new HashMap<>();
    private final Set<String> working = new HashSet<>();
    private final Set<String> idle = new HashSet<>();
    private Limits limits;
    private boolean isPaused;
    private boolean endsLoaders;
    private boolean isOver;
    private int taken;
    private int pace = Integer.MAX_VALUE;

    LoadControl(Limits limits) {
        this.limits = limits;
    }

    /// Takes one of the places for loaders on all nodes together.
    ///
    /// @param onNode how many the node has already
    /// @return whether there was one, for this node and in all
    synchronized boolean take(int onNode) {
        if (isPaused || onNode >= limits.loadersPerNode() || taken >= inAll()) {
            return false;
        }
        taken++;
        return true;
    }

    /// The target cannot take more at once than this, whatever the limits say.
    synchronized void pace(int loadersInAll) {
        pace = loadersInAll;
    }

    private int inAll() {
        return Math.min(limits.loadersInAll(), pace);
    }

    /// How many of its places a launcher may use now.
    ///
    /// @param others how many places the rest of the node has
    /// @param held how many the launcher has
    synchronized int room(int others, int held) {
        if (isPaused) {
            return 0;
        }
        var tooMany = Math.max(0, taken - inAll());
        return Math.max(0, Math.min(limits.loadersPerNode() - others, held - tooMany));
    }

    /// Takes a place for a loader that lives already: it counts, whatever the limits say.
    synchronized void adopt() {
        taken++;
    }

    /// Gives a place back.
    synchronized void giveBack() {
        taken--;
    }

    /// Those of these cells that are not paused, in the same order.
    synchronized List<CellId> free(Collection<CellId> waiting) {
        return waiting.stream().filter(cell -> !paused.contains(cell)).toList();
    }

    /// Whether a cell is not to be begun before it is resumed.
    synchronized boolean isPaused(CellId cell) {
        return paused.contains(cell);
    }

    /// The limits now.
    synchronized Limits limits() {
        return limits;
    }

    /// What has been said so far and still holds.
    synchronized LoadOrders standing() {
        return new LoadOrders(limits, isPaused, endsLoaders, paused);
    }

    /// Other limits from now on.
    synchronized void limit(Limits limits) {
        this.limits = limits;
    }

    /// Starts no further loader; those that run go on.
    synchronized void pause() {
        isPaused = true;
    }

    /// Starts loaders again. Cells that were paused by name stay so.
    synchronized void resume() {
        isPaused = false;
    }

    /// Starts none of these cells; those that run go on.
    synchronized void pause(Set<CellId> cells) {
        paused.addAll(cells);
    }

    /// Lets these cells be started again.
    synchronized void resume(Set<CellId> cells) {
        paused.removeAll(cells);
    }

    /// Orders these cells to be ended, and not to be started again before {@link #retry(Set)} says so.
    synchronized void stop(Set<CellId> cells) {
        cells.forEach(cell -> order(Order.Kind.STOP, cell));
    }

    /// Orders these cells to be tried again, as far as they have failed, are unknown or stopped.
    synchronized void retry(Set<CellId> cells) {
        paused.removeAll(cells);
        cells.forEach(cell -> order(Order.Kind.RETRY, cell));
    }

    private void order(Order.Kind kind, CellId cell) {
        if (!isOver) {
            orders.computeIfAbsent(cell.node(), node -> new ArrayList<>()).add(new Order(kind, cell));
            notifyAll();
        }
    }

    /// The orders for a node's cells since the last call, oldest first.
    synchronized List<Order> takeOrders(String node) {
        var taken = orders.remove(node);
        return taken == null ? List.of() : List.copyOf(taken);
    }

    /// These nodes are about to load: until each of them has nothing left to do, any of them may be given
    /// more.
    synchronized void begin(Collection<String> nodes) {
        working.addAll(nodes);
    }

    /// Waits, for a node that has nothing left to do, until there is an order for it or every other node has
    /// nothing left to do either.
    ///
    /// @return whether there is an order; if not, the load is over
    synchronized boolean awaitOrders(String node) throws InterruptedException {
        idle.add(node);
        notifyAll();
        while (!hasOrders(node)) {
            if (endsLoaders || isOver || working.stream().allMatch(this::isDone)) {
                isOver = true;
                notifyAll();
                return false;
            }
            wait();
        }
        idle.remove(node);
        return true;
    }

    private boolean isDone(String node) {
        return idle.contains(node) && !hasOrders(node);
    }

    private boolean hasOrders(String node) {
        return orders.containsKey(node);
    }

    /// A node takes no further part, whatever the reason.
    synchronized void leave(String node) {
        working.remove(node);
        notifyAll();
    }

    /// Asks for the loaders that run to be ended.
    synchronized void endLoaders() {
        endsLoaders = true;
        notifyAll();
    }

    /// Whether the loaders that run are to be ended.
    synchronized boolean endsLoaders() {
        return endsLoaders;
    }

    /// Something to be done with a cell.
    record Order(Kind kind, CellId cell) {
        /// What.
        enum Kind {
            /// End its loader, if one lives, and start none.
            STOP,
            /// Start it again.
            RETRY
        }
    }
}
