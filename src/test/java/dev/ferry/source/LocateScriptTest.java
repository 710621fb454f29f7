package dev.ferry.source;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.cluster.JavaRuntime;
import dev.ferry.ssh.LocalRemote;
import dev.ferry.ssh.Script;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LocateScriptTest {
    @TempDir
    private Path folder;

    @Test
    void looksWhereJavasAreInstalled() throws Exception {
        var releases = Map.of(
                "usr/lib/jvm/java-17", "17.0.15",
                "usr/lib/jvm/java-8/jre", "1.8.0_504",
                "usr/java/latest", "11",
                "opt/jdk-22", "22-ea",
                "opt/java/openjdk", "21.0.7",
                "home/.sdkman/candidates/java/25-tem", "25",
                "home/.asdf/installs/java/zulu", "19.0.2");
        for (var release : releases.entrySet()) {
            var home = folder.resolve(release.getKey());
            Files.createDirectories(home.resolve("bin"));
            Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + release.getValue() + "\"\n");
            var java = Files.writeString(home.resolve("bin/java"), "#!/bin/sh\nexit 1\n");
            Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        var text = LocateScript.of(NodeHint.of("10.9.8.7"))
                .text()
                .replace("/usr/lib/jvm/", folder + "/usr/lib/jvm/")
                .replace("/usr/java/", folder + "/usr/java/")
                .replace("/opt/*", folder + "/opt/*")
                .replace("/opt/java/", folder + "/opt/java/");
        var home = "HOME=" + Script.quote(folder + "/home") + "; export HOME\n";
        var said = new LocalRemote().run(Script.of(home + text), Duration.ofMinutes(1));
        var javas = Located.read(said.out()).javas();
        var features =
                Map.of("java-17", 17, "jre", 8, "latest", 11, "jdk-22", 22, "openjdk", 21, "25-tem", 25, "zulu", 19);
        for (var path : releases.keySet()) {
            var feature = features.get(path.substring(path.lastIndexOf('/') + 1));
            var java = new JavaRuntime(folder.resolve(path) + "/bin/java", feature);
            assertTrue(javas.contains(java), java + " is not among " + javas);
        }
    }
}
