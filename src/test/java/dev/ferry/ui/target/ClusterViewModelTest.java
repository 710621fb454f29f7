package dev.ferry.ui.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.engine.HopSeen;
import dev.ferry.engine.Secrets;
import dev.ferry.journal.Document;
import dev.ferry.migration.Draft;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.Target;
import dev.ferry.ui.FakeDialogs;
import dev.ferry.ui.FakeEngine;
import dev.ferry.ui.Inline;
import dev.ferry.ui.Samples;
import dev.ferry.ui.target.ClusterViewModel.Text;
import dev.ferry.ui.tls.TlsForm;
import dev.ferry.ui.tls.TlsModel;
import dev.ferry.ui.work.Desk;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterViewModelTest {
    @TempDir
    private Path folder;

    private final FakeEngine engine = new FakeEngine();
    private int chosen;
    private ClusterViewModel model;
    private Desk desk;

    @BeforeEach
    void open() throws Exception {
        model = model(Samples.draft().with((Target) null));
    }

    @Test
    void aContactPointIsEnoughForAPlainCluster() {
        assertEquals("Enter a contact point.", model.obstacle().get());
        model.text(Text.CONTACTS).set("10.0.0.1, 10.0.0.2;\n10.0.0.3");
        assertEquals("", model.obstacle().get());
        var target = model.settings().orElseThrow();
        assertEquals(List.of("10.0.0.1", "10.0.0.2", "10.0.0.3"), target.contactPoints());
        assertEquals(9042, target.nativePort());
        assertEquals(7000, target.internodePort());
        assertNull(target.login());
        assertNull(target.nativeTls());
    }

    @ParameterizedTest
    @CsvSource({"0", "65536", "abc", "''", "-1", "9042.5"})
    void aWrongPortIsSaidAtItsField(String port) {
        model.text(Text.CONTACTS).set("10.0.0.1");
        model.text(Text.NATIVE_PORT).set(port);
        assertEquals(
                "Enter a port from 1 to 65535.", model.error(Text.NATIVE_PORT).get());
        assertTrue(model.settings().isEmpty());
    }

    @Test
    void whatIsNoHostIsSaid() {
        model.text(Text.CONTACTS).set("https://host");
        assertEquals(
                "“https://host” is neither a host name nor an address.",
                model.error(Text.CONTACTS).get());
    }

    @Test
    void theDiskMayBeLeftOutAndIsAWholeNumberOtherwise() throws Exception {
        model.text(Text.CONTACTS).set("10.0.0.1");
        assertNull(model.settings().orElseThrow().diskGibibytesPerNode());
        for (var odd : List.of("0", "-1", "2 TB", "1.5", "1048577")) {
            model.text(Text.DISK).set(odd);
            assertTrue(model.error(Text.DISK).get().startsWith("Enter whole GiB from 1 to "), odd);
            assertTrue(model.settings().isEmpty());
        }
        model.text(Text.DISK).set(" 1788 ");
        var typed = model.settings().orElseThrow();
        assertEquals(1788, typed.diskGibibytesPerNode());
        assertEquals(typed, model(Samples.draft().with(typed)).settings().orElseThrow());
    }

    @Test
    void tlsWantsItsFiles() {
        model.text(Text.CONTACTS).set("10.0.0.1");
        turnOn(model.nativeTls());
        assertTrue(model.obstacle().get().startsWith("CQL port: Choose the file"));
        model.nativeTls().form().set(TlsForm.plain(TlsForm.Names.VERIFIED));
        turnOn(model.internodeTls());
        assertTrue(model.obstacle().get().startsWith("internode port: Choose the file"));
        type(model.internodeTls(), TlsForm.Text.AUTHORITIES, "/no/such/ca.pem");
        type(model.internodeTls(), TlsForm.Text.KEY, "/no/such/client.key");
        assertTrue(model.obstacle().get().contains("Choose the certificate that this key belongs to"));
        type(model.internodeTls(), TlsForm.Text.CERTIFICATE, "/no/such/client.pem");
        assertTrue(
                model.obstacle().get().contains("cannot be read"),
                model.obstacle().get());
    }

    private static void turnOn(TlsModel tls) {
        tls.form().set(tls.form().get().with(TlsForm.Speaking.TLS));
    }

    private static void type(TlsModel tls, TlsForm.Text text, String value) {
        tls.form().set(tls.form().get().with(text, value));
    }

    @Test
    void aUserWantsAPassword() {
        model.text(Text.CONTACTS).set("10.0.0.1");
        model.text(Text.USER).set("migrator");
        model.password().set("");
        assertEquals("Say where the password comes from.", model.obstacle().get());
        model.password().set("env:PASSWORD");
        assertEquals(
                new SourceSettings.Login("migrator", "env:PASSWORD"),
                model.settings().orElseThrow().login());
    }

    @Test
    void theTargetOfTheDocumentIsShownAgain() throws Exception {
        var target = (Target.CassandraCluster) Samples.anyCluster();
        assertEquals(target, model(Samples.draft().with(target)).settings().orElseThrow());
    }

    @Test
    void aTestTellsItsHopsAndAChoiceIsWrittenDown() {
        engine.hops = TargetSamples.goodHops();
        model.text(Text.CONTACTS).set("cassandra-1.acme.example");
        model.test();
        assertEquals(
                List.of(
                        new Ways.Way(HopSeen.Part.CLUSTER, "cassandra-1.acme.example"),
                        new Ways.Way(HopSeen.Part.INTERNODE, "10.30.0.21"),
                        new Ways.Way(HopSeen.Part.INTERNODE, "10.30.0.22"),
                        new Ways.Way(HopSeen.Part.INTERNODE, "10.30.0.23")),
                model.ways().get().ways());
        model.use();
        assertEquals(1, chosen);
        assertEquals(model.settings().orElseThrow(), desk.draft().get().target());
    }

    private ClusterViewModel model(Draft draft) throws Exception {
        var document = Document.create(folder.resolve(System.nanoTime() + ".ferry"), draft);
        desk = Desk.of(
                document,
                Desk.Contents.of(document),
                engine,
                sources -> new Secrets(Map.of()),
                new Inline(),
                new FakeDialogs());
        return new ClusterViewModel(desk, () -> chosen++);
    }
}
