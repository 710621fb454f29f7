package dev.ferry.loader;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;

/// What is packed into `ferry-node.jar`, loaded from there: these classes are on nobody's class path but a node's.
final class NodeClasses {
    private NodeClasses() {}

    /// Writes the jar into a folder and gives its path.
    static Path jar(Path folder) throws IOException {
        var jar = folder.resolve("ferry-node.jar");
        try (InputStream in = LoaderConfiguration.class.getResourceAsStream("ferry-node.jar")) {
            Files.write(jar, in.readAllBytes());
        }
        return jar;
    }

    static Class<?> load(Path jar, String name) throws IOException, ClassNotFoundException {
        var loader = new URLClassLoader(new java.net.URL[] {jar.toUri().toURL()}, NodeClasses.class.getClassLoader());
        return Class.forName("dev.ferry.node." + name, true, loader);
    }

    static Object call(Object target, String method) throws Exception {
        var found = target.getClass().getDeclaredMethod(method);
        found.setAccessible(true);
        try {
            return found.invoke(target);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
