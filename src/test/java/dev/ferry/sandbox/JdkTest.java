package dev.ferry.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.ferry.outcome.FailureException;
import dev.ferry.text.Messages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JdkTest {
    @TempDir
    private Path system;

    @ParameterizedTest
    @CsvSource({"1.8.0_432,8", "11.0.24,11", "17.0.15,17", "25,25", "17-internal,17"})
    void readsTheFeatureRelease(String version, int feature) throws IOException {
        var home = FakeJdk.make(system.resolve("jdk"), version);
        assertEquals(Optional.of(new Jdk(home, feature)), Jdk.at(home));
    }

    @Test
    void aFolderWithoutJavaIsNoJdk() throws IOException {
        Files.writeString(system.resolve("release"), "JAVA_VERSION=\"17\"");
        assertEquals(Optional.empty(), Jdk.at(system));
    }

    @ParameterizedTest
    @CsvSource({
        "usr/lib/jvm/java-17",
        "opt/jdk-17",
        "Library/Java/JavaVirtualMachines/temurin-17.jdk/Contents/Home",
        "opt/homebrew/opt/openjdk@17/libexec/openjdk.jdk/Contents/Home",
        "home/.sdkman/candidates/java/17.0.15-tem",
        "home/.jdks/temurin-17"
    })
    void looksWhereJdksAreUsuallyInstalled(String place) throws IOException {
        var home = FakeJdk.make(system.resolve(place), "17.0.15");
        assertEquals(Optional.of(home), find(List.of(17), Map.of()));
    }

    @Test
    void theBetterReleaseWinsWhereverItLies() throws IOException {
        FakeJdk.make(system.resolve("usr/lib/jvm/a"), "17.0.15");
        var eleven = FakeJdk.make(system.resolve("home/.jdks/b"), "11.0.24");
        assertEquals(Optional.of(eleven), find(List.of(11, 17), Map.of()));
    }

    @Test
    void aVariableWinsOverWhatIsInstalledAndOneWithANumberOverJavaHome() throws IOException {
        FakeJdk.make(system.resolve("usr/lib/jvm/a"), "17.0.1");
        var plain = FakeJdk.make(system.resolve("plain"), "17.0.2");
        var numbered = FakeJdk.make(system.resolve("numbered"), "17.0.3");
        assertEquals(Optional.of(plain), find(List.of(17), Map.of("JAVA_HOME", plain.toString())));
        assertEquals(
                Optional.of(numbered),
                find(List.of(17), Map.of("JAVA_HOME", plain.toString(), "JAVA17_HOME", numbered.toString())));
        assertEquals(
                Optional.of(numbered),
                find(List.of(17), Map.of("JAVA_HOME", plain.toString(), "JAVA_HOME_17_X64", numbered.toString())));
    }

    @Test
    void namesTheJdkThatIsMissingAndHowToGetIt() throws IOException {
        FakeJdk.make(system.resolve("usr/lib/jvm/a"), "17.0.15");
        var failure = assertThrows(
                        FailureException.class,
                        () -> Software.jdk(Release.V3_11, Map.of(), system.resolve("home"), system))
                .failure();
        assertEquals(
                "Cassandra 3.11.19 needs a JDK 8, and none was found on this machine.", Messages.text(failure.cause()));
        assertEquals(
                "Install a JDK 8, for example Debian's openjdk-8-jdk-headless,"
                        + " or set JAVA8_HOME to the folder of one.",
                Messages.text(failure.remedy()));
    }

    private Optional<Path> find(List<Integer> features, Map<String, String> environment) {
        return Jdk.find(features, environment, system.resolve("home"), system).map(Jdk::home);
    }
}
