package dev.ferry.artifact;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The pinned lists against what Maven resolves for this user today.
class LoaderPinsIT {
    @ParameterizedTest
    @ValueSource(strings = {"3.11.19", "4.1.10", "5.0.9"})
    void whatIsPinnedIsWhatIsResolved(String release, @TempDir Path folder) throws Exception {
        var resolved = new ArrayList<String>();
        for (var jar : Artifacts.ofThisUser().resolve(CassandraSoftware.of(release), line -> {})) {
            var file = LocalFile.of(jar);
            resolved.add(file.name() + " " + file.bytes() + " " + file.sha256());
            // flat, as somebody without a network would bring them
            Files.createLink(folder.resolve("renamed-" + file.name()), jar);
        }
        var pinned = LoaderPins.of(release).orElseThrow().stream()
                .map(pin -> pin.name() + " " + pin.bytes() + " " + pin.sha256())
                .toList();
        assertEquals(pinned, resolved);
        var offline = new JarSources(null, folder, null, folder.resolve("cache"), folder.resolve("m2"));
        assertEquals(
                pinned,
                new PublishedJars(offline)
                        .of(release, line -> {}).stream()
                                .map(file -> file.name() + " " + file.bytes() + " " + file.sha256())
                                .toList());
        assertEquals(
                java.util.List.of(release), new PublishedJars(offline).stock().releases());
    }
}
