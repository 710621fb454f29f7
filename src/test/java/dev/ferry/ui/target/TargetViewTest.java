package dev.ferry.ui.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.engine.AivenProject.Sale;
import dev.ferry.migration.Draft;
import dev.ferry.migration.Side;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.Target;
import dev.ferry.migration.Tls;
import dev.ferry.outcome.Outcome;
import dev.ferry.run.Fact;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.run.Tick;
import dev.ferry.secrets.Authority;
import dev.ferry.secrets.Secret;
import dev.ferry.secrets.Validity;
import dev.ferry.text.Message;
import dev.ferry.ui.MainWindow;
import dev.ferry.ui.Samples;
import dev.ferry.ui.Screen;
import dev.ferry.ui.Window;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.JourneyStep;
import dev.ferry.ui.work.SecretVault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TargetViewTest {
    private static final StepId TARGET = StepId.of(Step.TARGET);

    @TempDir
    private Path folder;

    private final Window window = Window.open();
    private Desk desk;

    @Test
    void anAccountIsLoadedAndAServiceTaken() {
        show(withoutTarget());
        window.shoot("target-aiven-empty");
        load(TargetSamples.project(TargetSamples.open()));
        window.shoot("target-aiven-services");
        var rows = this.<TableView<?>>find(".service-choice .table-view").getItems();
        assertEquals(4, rows.size());
        assertEquals("Use orders-eu", button("#use-service").getText());
        window.clickOn("metrics");
        assertTrue(button("#use-service").isDisabled(), "it is not in migration mode");
        window.clickOn("orders-staging");
        window.clickOn("#use-service");
        window.until("the target was looked at", () -> desk.look().get() != null);
        var target =
                assertInstanceOf(Target.AivenService.class, desk.draft().get().target());
        assertEquals("acme-prod/orders-staging", target.name());
        assertEquals("prompt:Aiven API token", target.token());
        window.shoot("target-ready");
        window.clickOn("#production");
        assertEquals(Set.of(Side.TARGET), desk.draft().get().options().production());
    }

    @Test
    void aServiceIsDescribedMadeAndWatched() {
        window.engine.cluster = Samples.cluster(6, 40);
        show(withoutTarget());
        load(TargetSamples.project(TargetSamples.open()));
        window.clickOn("#create");
        window.clickOn("#service-name").write("Orders");
        assertTrue(button("#create-service").isDisabled());
        window.shoot("target-aiven-plans");
        window.clickOn("#service-name").eraseText(6).write("orders-new");
        window.clickOn("premium-32");
        window.until("it can be made", () -> !button("#create-service").isDisabled());
        window.clickOn("#create-service");
        window.until("the run is live", () -> desk.live().get() != null);
        assertTrue(window.engine.asked.containsAll(List.of("plan", "start TARGET")));
        var run = window.engine.run;
        run.happen(new Fact.StepStarted(StepId.of(Step.SOURCE)));
        run.happen(new Fact.StepEnded(StepId.of(Step.SOURCE), Outcome.Succeeded.shownBy("6 nodes up")));
        run.happen(new Fact.StepStarted(TARGET));
        run.tell(new Tick.TargetBuilding(
                TARGET, "REBUILDING", TargetSamples.nodes("running", "syncing_data", "setting_up_vm")));
        window.until(
                "three nodes are shown",
                () -> this.<TableView<?>>find(".building .table-view")
                                .getItems()
                                .size()
                        == 3);
        window.shoot("target-creating");
        run.tell(new Tick.TargetBuilding(TARGET, "RUNNING", TargetSamples.nodes("running", "running", "running")));
        run.tell(new Tick.StepTold(TARGET, Message.of("engine.target.connecting", "orders-new")));
        run.happen(new Fact.StepEnded(TARGET, Outcome.Succeeded.shownBy("Cassandra 4.1.8")));
        run.rest(null);
        window.until("it is looked at", () -> desk.look().get() != null);
        assertTrue(window.lookup(".summary-head").tryQuery().isPresent());
    }

    @Test
    void whoeverStopsWatchingMayWatchAgain() {
        show(withoutTarget());
        load(TargetSamples.project(TargetSamples.open()));
        window.clickOn("#create");
        window.clickOn("#service-name").write("orders-new");
        window.clickOn("premium-32");
        window.clickOn("#create-service");
        window.until("the run is live", () -> desk.live().get() != null);
        window.clickOn("#stop-watching");
        window.until("the run rests", () -> desk.live().get() == null);
        assertTrue(window.engine.asked.contains("leave"));
        window.clickOn("#watch-again");
        window.until("the run is live", () -> desk.live().get() != null);
    }

    @Test
    void anEndedProductBlocksCreationAndSaysSo() {
        show(withoutTarget());
        load(TargetSamples.project(TargetSamples.ended()));
        assertTrue(this.<ToggleButton>find("#create").isDisabled());
        assertTrue(window.lookup(".banner-mark-blocked").tryQuery().isPresent());
        assertFalse(button("#use-service").isDisabled(), "what is there can still be used");
        window.shoot("target-ended");
    }

    @Test
    void anAnnouncedEndIsSaidAndBlocksNothing() {
        show(withoutTarget());
        load(TargetSamples.project(new Sale.Open(List.of("4.1"), TargetSamples.END)));
        assertTrue(window.lookup(".banner-mark-warn").tryQuery().isPresent());
        assertFalse(this.<ToggleButton>find("#create").isDisabled());
    }

    @Test
    void aTokenThatIsRefusedIsSaidWhereItHappened() {
        show(withoutTarget());
        window.engine.failure = TargetSamples.failure("aiven.token.refused", "api.aiven.io", "HTTP 403: no");
        window.clickOn(".account .password-field").write("a-token-of-ana");
        window.clickOn("#load-account");
        window.until(
                "the failure is shown",
                () -> window.lookup(".failure-pane").tryQuery().isPresent());
        window.shoot("target-aiven-failed");
    }

    @Test
    void hundredsOfServicesAndCloudsAreFiltered() {
        show(withoutTarget());
        load(TargetSamples.huge());
        assertEquals(
                400,
                this.<TableView<?>>find(".service-choice .table-view")
                        .getItems()
                        .size());
        window.clickOn("#create");
        assertEquals(244, this.<ListView<?>>find(".cloud-list").getItems().size());
        window.clickOn(".search-field").write("google 17");
        assertEquals(2, this.<ListView<?>>find(".cloud-list").getItems().size());
        window.shoot("target-huge");
    }

    @Test
    void anyClusterIsTestedHopByHopAndTaken() {
        window.engine.hops = TargetSamples.goodHops();
        show(withoutTarget());
        window.clickOn("#way-cluster");
        assertTrue(button("#test").isDisabled(), "no contact point yet");
        window.clickOn("#contacts").write("cassandra-1.acme.example");
        window.clickOn("#user").write("migrator");
        window.clickOn(".cluster-view .password-field").write("a-password-of-ana");
        window.clickOn("#native-tls");
        assertTrue(button("#test").isDisabled(), "TLS without a CA");
        window.clickOn("#native-tls");
        window.clickOn("#test");
        window.until(
                "the last hop is shown", () -> window.lookup(".hop").queryAll().size() == 11);
        window.shoot("target-cluster");
        window.clickOn("#use-cluster");
        window.until("the target was looked at", () -> desk.look().get() != null);
        var target = assertInstanceOf(
                Target.CassandraCluster.class, desk.draft().get().target());
        assertEquals(List.of("cassandra-1.acme.example"), target.contactPoints());
        assertEquals("prompt:target password", target.login().password());
    }

    @Test
    void aLoginThatIsRefusedIsSaidAtItsHop() {
        window.engine.hops = TargetSamples.failedHops();
        show(Samples.draft().with(Samples.anyCluster()));
        window.clickOn("#another");
        window.clickOn("#internode-port").eraseText(4).write("70000");
        window.until("the port is wrong", () -> button("#test").isDisabled());
        window.clickOn("#internode-port").eraseText(5).write("7001");
        window.clickOn("#test");
        window.until(
                "the failure is shown",
                () -> window.lookup(".failure-pane").tryQuery().isPresent());
        window.shoot("target-cluster-failed");
        window.clickOn("#keep");
        assertTrue(window.lookup(".summary-head").tryQuery().isPresent());
    }

    @Test
    void bothPortsOfferAllOfTlsAndKeepWhatStandsThere() throws Exception {
        var now = Instant.now();
        var validity = new Validity(now.minus(Duration.ofDays(400)), now.plus(Duration.ofDays(9)));
        var authority = Authority.create("Acme Internode Root 2025", Authority.KeyKind.EC, validity);
        var client = authority.issueClient("ferry-loader", validity);
        var ca = Files.writeString(folder.resolve("internode-ca.pem"), authority.pem());
        var certificate = Files.writeString(folder.resolve("loader.pem"), client.certificate());
        var key = Files.writeString(folder.resolve("loader.key"), client.key().reveal());
        var target = new Target.CassandraCluster(
                List.of("10.30.0.21", "cassandra-2.acme.example"),
                9142,
                7001,
                new SourceSettings.Login("migrator", "env:TARGET_PASSWORD"),
                new Tls(null, null, null, null, null, false),
                new Tls(ca.toString(), null, certificate.toString(), key.toString(), null, true));
        show(Samples.draft().with(target));
        window.clickOn("#another");
        window.until(
                "the files were looked at",
                () -> window.lookup(".tls-said .label").queryAll().size() >= 2);
        window.shoot("target-tls");
        Window.onFx(() -> {
            window.lookup(".cluster-scroll")
                    .<javafx.scene.control.ScrollPane>query()
                    .setVvalue(1);
            return true;
        });
        window.shoot("target-tls-internode");
        window.clickOn("#use-cluster");
        assertEquals(target, desk.draft().get().target());
    }

    private static Draft withoutTarget() {
        return Samples.draft().with((Target) null);
    }

    private void show(Draft draft) {
        desk = window.plannedDesk(folder, draft, List.of());
        var main = Window.onFx(() -> {
            var target = new TargetView(desk, new Vault());
            var made = new MainWindow((step, ignored) -> target, new NoActions(), window.dialogs);
            made.show(desk);
            made.show(JourneyStep.TARGET);
            return made;
        });
        window.show(main.root());
    }

    private void load(dev.ferry.engine.AivenProject project) {
        window.engine.account = TargetSamples.account("acme-prod", "acme-test");
        window.engine.projects.put("acme-prod", project);
        window.until(
                "a token can be typed",
                () -> window.lookup(".account .password-field").tryQuery().isPresent());
        window.clickOn(".account .password-field").write("a-token-of-ana");
        window.clickOn("#load-account");
        window.until(
                "the services are shown",
                () -> window.lookup(".choice-head").tryQuery().isPresent());
    }

    private Button button(String query) {
        return find(query);
    }

    private <T extends Node> T find(String query) {
        return window.lookup(query).query();
    }

    /// Keeps nothing but what was typed for.
    private static final class Vault implements SecretVault {
        private final Set<String> typed = new HashSet<>();

        @Override
        public boolean isTyped(String source) {
            return typed.contains(source);
        }

        @Override
        public void remember(String source, Secret secret) {
            typed.add(source);
        }

        @Override
        public void keep(String source, Secret secret) {
            typed.add(source);
        }

        @Override
        public String account(String source) {
            return "acme/" + source;
        }
    }

    private static final class NoActions implements MainWindow.Actions {
        @Override
        public void create() {}

        @Override
        public void open() {}

        @Override
        public void preferences() {}

        @Override
        public void about() {}

        @Override
        public void quit() {}

        @Override
        public Screen log(Desk desk) {
            throw new IllegalStateException();
        }
    }
}
