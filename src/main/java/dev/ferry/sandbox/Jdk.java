package dev.ferry.sandbox;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A JDK on this machine.
///
/// @param home its folder
/// @param feature its feature release, for example 17
record Jdk(Path home, int feature) {
    private static final Pattern VERSION = Pattern.compile("^JAVA_VERSION=\"(?:1\\.)?(\\d+)", Pattern.MULTILINE);

    /// The program that starts a JVM.
    Path java() {
        return home.resolve("bin/java");
    }

    /// The JDK in this folder, from its `release` file.
    static Optional<Jdk> at(Path home) {
        if (!Files.isExecutable(home.resolve("bin/java"))) {
            return Optional.empty();
        }
        try {
            var version = VERSION.matcher(Files.readString(home.resolve("release")));
            return version.find() ? Optional.of(new Jdk(home, Integer.parseInt(version.group(1)))) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /// A JDK of one of these feature releases: the first release that is found anywhere wins.
    ///
    /// @param environment variables such as `JAVA17_HOME`, `JAVA_HOME_17_X64` and `JAVA_HOME` are looked
    ///     at first
    /// @param userHome where version managers keep theirs
    /// @param system the root below which the usual places are, `/`
    static Optional<Jdk> find(List<Integer> features, Map<String, String> environment, Path userHome, Path system) {
        var all = Stream.concat(named(environment), installed(userHome, system))
                .flatMap(home -> at(home).stream())
                .toList();
        return features.stream()
                .flatMap(feature -> all.stream().filter(jdk -> jdk.feature == feature))
                .findFirst();
    }

    /// The variables that name a JDK: those with a number before the plain one.
    private static Stream<Path> named(Map<String, String> environment) {
        var withNumber = Pattern.compile("JAVA_?\\d+_HOME|JAVA_HOME_\\d+(_\\w+)?|JDK_?\\d+(_HOME)?");
        return environment.entrySet().stream()
                .filter(entry -> withNumber.matcher(entry.getKey()).matches()
                        || entry.getKey().equals("JAVA_HOME"))
                .sorted(Comparator.comparing(entry -> entry.getKey().equals("JAVA_HOME")))
                .filter(entry -> !entry.getValue().isBlank())
                .map(entry -> Path.of(entry.getValue()));
    }

    private static Stream<Path> installed(Path userHome, Path system) {
        var places = List.of(
                system.resolve("usr/lib/jvm"),
                system.resolve("usr/java"),
                system.resolve("opt"),
                system.resolve("Library/Java/JavaVirtualMachines"),
                system.resolve("opt/homebrew/opt"),
                system.resolve("usr/local/opt"),
                userHome.resolve("Library/Java/JavaVirtualMachines"),
                userHome.resolve(".sdkman/candidates/java"),
                userHome.resolve(".jdks"),
                userHome.resolve(".m2/jdks"),
                userHome.resolve(".asdf/installs/java"));
        return places.stream()
                .flatMap(place -> children(place).stream())
                .flatMap(child -> Stream.of(
                        child, child.resolve("Contents/Home"), child.resolve("libexec/openjdk.jdk/Contents/Home")));
    }

    private static List<Path> children(Path place) {
        var children = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(place)) {
            entries.forEach(children::add);
        } catch (IOException | DirectoryIteratorException unreadable) {
            return List.of(); // a place that is not there holds no JDK
        }
        children.sort(Comparator.naturalOrder());
        return children;
    }
}
