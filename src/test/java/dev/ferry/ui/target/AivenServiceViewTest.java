package dev.ferry.ui.target;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.engine.AivenProject;
import dev.ferry.engine.AivenProject.Lack;
import dev.ferry.engine.AivenProject.Need;
import dev.ferry.engine.AivenProject.Place;
import dev.ferry.engine.AivenProject.Service;
import dev.ferry.engine.AivenProject.Update;
import dev.ferry.engine.ServiceGauges;
import dev.ferry.engine.ServiceLog;
import dev.ferry.migration.Draft;
import dev.ferry.migration.Target;
import dev.ferry.outcome.Failure;
import dev.ferry.run.Fact;
import dev.ferry.run.Step;
import dev.ferry.run.StepId;
import dev.ferry.run.Tick;
import dev.ferry.secrets.AvnLogin;
import dev.ferry.secrets.Secret;
import dev.ferry.text.Message;
import dev.ferry.ui.MainWindow;
import dev.ferry.ui.NoActions;
import dev.ferry.ui.Samples;
import dev.ferry.ui.Window;
import dev.ferry.ui.work.Desk;
import dev.ferry.ui.work.JourneyStep;
import dev.ferry.ui.work.SecretVault;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.ListView;
import javafx.scene.control.ScrollBar;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AivenServiceViewTest {
    private static final Place HEAVY = new Place(
            "11111111-2222-3333-4444-555555555555",
            true,
            true,
            List.of("10.0.0.0/8", "192.0.2.0/24"),
            "sunday 11:00:00",
            List.of(new Update("Security updates of the machines", Instant.parse("2025-11-23T11:00:00Z"), null)));

    @TempDir
    private Path folder;

    private final Window window = Window.open();
    private @Nullable AvnLogin avn;
    private Desk desk;

    @Test
    void theLoginOfAvnIsOfferedAndTaken() throws Exception {
        avn = new AvnLogin(
                "/home/ana/.config/aiven/aiven-credentials.json",
                "ana.lopez@acme.example",
                "acme-test",
                Message.of("secrets.avn.open", "/home/ana/.config/aiven/aiven-credentials.json"),
                Secret.of("a-token-of-avn"));
        show(Samples.draft().with((Target) null));
        window.until("avn is offered", () -> this.<Hyperlink>find("#use-avn").isVisible());
        assertEquals(
                "Use the token of avn (ana.lopez@acme.example)",
                this.<Hyperlink>find("#use-avn").getText());
        window.shoot("target-avn");
        window.engine.account = TargetSamples.account("acme-prod", "acme-test");
        window.engine.projects.put("acme-test", TargetSamples.project(TargetSamples.open()));
        window.clickOn("#use-avn");
        window.until(
                "the token's source is avn",
                () -> !this.<Hyperlink>find("#use-avn").isVisible());
        window.shoot("target-avn-taken");
    }

    @Test
    void whatTheTokenMayNotDoIsSaidAtOnce() {
        show(Samples.draft().with((Target) null));
        load(with(
                TargetSamples.project(TargetSamples.open()),
                List.of(
                        new Lack(Need.CREATE, "create services", "project:services:write"),
                        new Lack(Need.LOAD, "fetch the loader's certificate and key", "operator")),
                List.of(service("orders-eu", "RUNNING", true, HEAVY, null))));
        assertTrue(window.lookup(".banner-mark-blocked").tryQuery().isPresent());
        assertTrue(button("#use-service").isDisabled(), "it would fail when the credentials go out");
        window.shoot("target-rights");
        window.clickOn("#create");
        assertTrue(button("#create-service").isDisabled());
    }

    @Test
    void aServiceThatIsOffIsSwitchedOnAndWatched() throws Exception {
        show(Samples.draft().with((Target) null));
        var off = service("old-orders", "POWEROFF", true, Place.PUBLIC, Message.of("engine.aiven.obstacle.off"));
        load(with(TargetSamples.project(TargetSamples.open()), List.of(), List.of(off)));
        window.clickOn("#existing");
        window.clickOn("old-orders");
        window.until("it can be switched on", () -> button("#power-on").isVisible());
        assertEquals("Power on old-orders", button("#power-on").getText());
        assertFalse(button("#use-service").isVisible());
        window.shoot("target-off");
        var gate = new CountDownLatch(1);
        window.engine.console.gate = gate;
        window.engine.console.steps.add(building("setting_up_vm", "setting_up_vm", "setting_up_vm"));
        window.engine.console.steps.add(building("running", "syncing_data", "setting_up_vm"));
        window.clickOn("#power-on");
        window.until(
                "its way is shown",
                () -> window.lookup(".powering-line").tryQuery().isPresent());
        assertTrue(button("#power-on").isDisabled(), "once is enough");
        window.shoot("target-powering");
        window.engine.projects.put(
                "acme-prod",
                with(
                        TargetSamples.project(TargetSamples.open()),
                        List.of(),
                        List.of(service("old-orders", "RUNNING", true, Place.PUBLIC, null))));
        gate.countDown();
        window.until(
                "it can be used",
                () -> window.lookup("#use-service")
                        .<Button>tryQuery()
                        .filter(use -> use.isVisible() && !use.isDisabled())
                        .isPresent());
        assertTrue(window.engine.asked.contains("power on acme-prod/old-orders"));
    }

    @Test
    void aServiceThatDoesNotComeUpShowsItsLog() {
        show(Samples.draft().with((Target) null));
        var off = service("old-orders", "POWEROFF", true, Place.PUBLIC, Message.of("engine.aiven.obstacle.off"));
        load(with(TargetSamples.project(TargetSamples.open()), List.of(), List.of(off)));
        window.clickOn("#existing");
        window.clickOn("old-orders");
        window.engine.console.failure = new Failure(
                Failure.Kind.RETRYABLE,
                "workstation → api.aiven.io",
                Message.of("aiven.service.not-running", "old-orders", 40),
                "REBUILDING (old-orders-1 setting_up_vm)\n2025-11-20T09:12:44Z old-orders-1 systemd: no machine of this"
                        + " size is free in the zone, trying again",
                Message.of("aiven.service.not-running.remedy", "old-orders"));
        window.clickOn("#power-on");
        window.until(
                "the failure is shown",
                () -> window.lookup(".failure-pane").tryQuery().isPresent());
        window.shoot("target-power-failed");
    }

    @Test
    void aPrivateNetworkIsSaidWhereAServiceIsMade() {
        window.engine.cluster = Samples.cluster(6, 40);
        show(Samples.draft().with((Target) null));
        load(with(TargetSamples.project(TargetSamples.open()), List.of(), List.of()));
        window.shoot("target-create-vpc");
        assertTrue(window.lookup("The project has a private network in google-europe-west1. Ferry puts the service into"
                        + " the public network, where the source nodes reach its internode port.")
                .tryQuery()
                .isPresent());
    }

    @Test
    void theChosenServiceShowsHowItLiesHowItsMachinesAreAndItsLog() throws Exception {
        window.engine.console.services.put("orders-eu", service("orders-eu", "RUNNING", true, HEAVY, null));
        window.engine.console.gauges = new ServiceGauges(
                Instant.parse("2025-11-20T09:12:00Z"),
                List.of(
                        gauge("orders-eu-1", 34.2, 71),
                        gauge("orders-eu-2", 83.5, 64),
                        gauge("orders-eu-3", 93.1, 12)));
        IntStream.range(0, 120).forEach(i -> window.engine.console.lines.add(line(i)));
        show(Samples.draft().with(Samples.service()));
        window.until(
                "the service is shown",
                () -> window.lookup(".gauge-grid").tryQuery().isPresent());
        assertEquals("Wait until it is ready", button("#reach").getText(), "it is there already");
        window.shoot("target-service");
        window.clickOn("#service-log");
        window.until("the log is shown", () -> log().getItems().size() == 50);
        window.clickOn("#log-older");
        window.until("older lines are shown", () -> log().getItems().size() == 100);
        window.engine.console.lines.add(line(120));
        window.clickOn("#log-follow");
        window.until("the new line is shown", () -> log().getItems().size() == 101);
        assertEquals(line(120), log().getItems().getLast());
        window.shoot("target-service-log");
        assertTrue(logScrolled() > 0.98, "whoever follows sees the newest line");
        window.clickOn("#log-follow");
        Window.onFx(() -> {
            log().scrollTo(0);
            return true;
        });
        window.engine.console.lines.add(line(121));
        window.clickOn("#log-again");
        window.until("one line more is there", () -> log().getItems().size() == 102);
        assertTrue(logScrolled() < 0.1, "whoever reads what was before is left there");
        window.clickOn("#service-log");
    }

    private double logScrolled() {
        return Window.onFx(() -> log().lookupAll(".scroll-bar").stream()
                .map(ScrollBar.class::cast)
                .filter(bar -> bar.getOrientation() == Orientation.VERTICAL)
                .findFirst()
                .orElseThrow()
                .getValue());
    }

    @Test
    void aServiceThatIsBuiltHasItsLogBeside() throws Exception {
        IntStream.range(0, 12).forEach(i -> window.engine.console.lines.add(line(i)));
        window.engine.cluster = Samples.cluster(6, 40);
        show(Samples.draft().with((Target) null));
        load(TargetSamples.project(TargetSamples.open()));
        window.clickOn("#create");
        window.clickOn("#service-name").write("orders-new");
        window.clickOn("premium-32");
        window.clickOn("#create-service");
        window.until("the run is live", () -> desk.live().get() != null);
        var run = window.engine.run;
        var target = StepId.of(Step.TARGET);
        run.happen(new Fact.StepStarted(target));
        run.tell(new Tick.TargetBuilding(
                target, "REBUILDING", TargetSamples.nodes("running", "syncing_data", "setting_up_vm")));
        window.clickOn("#service-log");
        window.until("the log is shown", () -> log().getItems().size() == 12);
        window.shoot("target-building-log");
    }

    private ListView<ServiceLog.Line> log() {
        return find(".log-list");
    }

    private static ServiceLog.Line line(int i) {
        var isTrouble = i % 17 == 3;
        return new ServiceLog.Line(
                Instant.parse("2025-11-20T09:00:00Z").plusSeconds(i),
                "orders-" + (1 + i % 3),
                "cassandra.service",
                isTrouble ? "err" : "info",
                isTrouble
                        ? "StreamSession.java:605 - [Stream #3f0e] Streaming error occurred on session with peer 10.0.0.7"
                        : "CompactionTask.java:" + (200 + i) + " - Compacted (3f0e-" + i
                                + ") 4 sstables to [shop/orders-" + i + "] to level=0");
    }

    private static ServiceGauges.Node gauge(String name, double disk, double cpu) {
        return new ServiceGauges.Node(
                name,
                OptionalDouble.of(disk),
                OptionalDouble.of(cpu),
                OptionalDouble.of(61.4),
                OptionalDouble.of(cpu / 30));
    }

    private static Service building(String first, String second, String third) {
        var nodes = TargetSamples.nodes(first, second, third);
        var now = service("old-orders", "REBUILDING", true, Place.PUBLIC, null);
        return new Service(
                now.name(),
                now.state(),
                now.plan(),
                now.cloud(),
                now.version(),
                now.nodeCount(),
                now.diskBytes(),
                true,
                nodes,
                null,
                now.place(),
                null);
    }

    private static Service service(
            String name, String state, boolean migrationMode, Place place, @Nullable Message obstacle) {
        return new Service(
                name,
                state,
                "business-8",
                "google-europe-west1",
                "4.1",
                3,
                1050L << 30,
                migrationMode,
                List.of(),
                null,
                place,
                obstacle);
    }

    private static AivenProject with(AivenProject project, List<Lack> lacking, List<Service> services) {
        return new AivenProject(
                project.name(),
                project.sale(),
                services,
                project.clouds(),
                project.plans(),
                lacking,
                Set.of("google-europe-west1"));
    }

    private void show(Draft draft) {
        desk = window.plannedDesk(folder, draft, List.of());
        var main = Window.onFx(() -> {
            var target = new TargetView(desk, new Vault(), () -> Optional.ofNullable(avn));
            var made = new MainWindow((step, ignored) -> target, new NoActions(), window.dialogs);
            made.show(desk);
            made.show(JourneyStep.TARGET);
            return made;
        });
        window.show(main.root());
    }

    private void load(AivenProject project) {
        window.engine.account = TargetSamples.account("acme-prod", "acme-test");
        window.engine.projects.put("acme-prod", project);
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
        @Override
        public boolean isTyped(String source) {
            return false;
        }

        @Override
        public void remember(String source, Secret secret) {
            // nothing is asked for
        }

        @Override
        public void keep(String source, Secret secret) {
            // nothing is kept
        }

        @Override
        public String account(String source) {
            return "acme/" + source;
        }
    }
}
