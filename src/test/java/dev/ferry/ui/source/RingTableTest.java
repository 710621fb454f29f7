package dev.ferry.ui.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.ui.Samples;
import dev.ferry.ui.Window;
import dev.ferry.ui.controls.Mark;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;

class RingTableTest {
    @Test
    void aNodeWithoutALoaderIsNoFaultAndSaysItsJavas() {
        var node = Samples.withoutLoaders(Samples.cluster(1, 2), 17, 8).nodes().getFirst();
        var row = RingRow.of(node);
        assertEquals(Mark.DONE, row.mark());
        assertEquals("can be brought", row.loader());
        assertTrue(row.loaderHint().contains("Ferry can bring one"), row.loaderHint());
        assertEquals("8, 17", row.java());
        assertTrue(row.javaHint().contains("17: /usr/lib/jvm/java-17-openjdk/bin/java"), row.javaHint());
    }

    @Test
    void aNodesOwnLoaderSaysItsReleaseItsPathAndItsJava() {
        var row = RingRow.of(Samples.cluster(1, 2).nodes().getFirst());
        assertEquals("4.1.8", row.loader());
        assertEquals("/usr/bin/sstableloader, on Java 11", row.loaderHint());
        assertEquals("11", row.java());
    }

    @Test
    void nodesWithoutLoadersAreShownLikeOthers() {
        var window = Window.open();
        window.show(Window.onFx(() -> {
            var table = new RingTable();
            table.show(Samples.withoutLoaders(Samples.cluster(6, 8), 8, 17));
            return new StackPane(table.root());
        }));
        window.shoot("source-ring-no-loader");
    }
}
