package dev.ferry.artifact;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.eclipse.aether.repository.AuthenticationSelector;
import org.eclipse.aether.repository.MirrorSelector;
import org.eclipse.aether.repository.Proxy;
import org.eclipse.aether.repository.ProxySelector;
import org.eclipse.aether.util.repository.AuthenticationBuilder;
import org.eclipse.aether.util.repository.DefaultAuthenticationSelector;
import org.eclipse.aether.util.repository.DefaultMirrorSelector;
import org.eclipse.aether.util.repository.DefaultProxySelector;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// What a user told Maven in `settings.xml` about where artifacts are: the local repository, mirrors,
/// proxies, logins. Encrypted passwords and profiles are not read.
///
/// @param file the settings file, which need not be there
record UserSettings(
        Path file, Path localRepository, MirrorSelector mirrors, ProxySelector proxies, AuthenticationSelector logins) {
    private static final String MIRROR = "company-mirror";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(env\\.)?([^}]+)}");

    /// The settings in this folder, usually `~/.m2`.
    static UserSettings read(Path folder) throws FailureException {
        var file = folder.resolve("settings.xml");
        var usual = Optional.ofNullable(System.getProperty("maven.repo.local"))
                .map(Path::of)
                .orElse(folder.resolve("repository"));
        if (!Files.exists(file)) {
            return new UserSettings(
                    file, usual, repository -> null, repository -> null, new DefaultAuthenticationSelector());
        }
        try {
            var root = parse(file);
            var local = text(root, "localRepository").map(Path::of).orElse(usual);
            return new UserSettings(file, local, mirrors(root), proxies(root), logins(root));
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new FailureException(
                    new Failure(
                            Failure.Kind.NEEDS_ATTENTION,
                            "workstation",
                            Message.of("artifact.settings.unreadable", file),
                            String.valueOf(e.getMessage()),
                            Message.of("artifact.settings.unreadable.remedy", file)),
                    e);
        }
    }

    /// The same with one repository in place of every other; proxies stay.
    UserSettings mirroredBy(Mirror mirror) {
        var login = new DefaultAuthenticationSelector();
        if (!mirror.user().isEmpty()) {
            login.add(
                    MIRROR,
                    new AuthenticationBuilder()
                            .addUsername(mirror.user())
                            .addPassword(mirror.password())
                            .build());
        }
        var selector = new DefaultMirrorSelector();
        selector.add(MIRROR, mirror.address(), "default", false, false, "*", "*");
        return new UserSettings(file, localRepository, selector, proxies, login);
    }

    private static Element parse(Path file) throws IOException, SAXException, ParserConfigurationException {
        var factory = DocumentBuilderFactory.newInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        var builder = factory.newDocumentBuilder();
        builder.setErrorHandler(null); // the exception says it all; the default handler prints as well
        return builder.parse(file.toFile()).getDocumentElement();
    }

    private static MirrorSelector mirrors(Element root) {
        var selector = new DefaultMirrorSelector();
        for (var mirror : each(root, "mirrors", "mirror")) {
            selector.add(
                    text(mirror, "id").orElse("mirror"),
                    text(mirror, "url").orElse(""),
                    "default",
                    false,
                    text(mirror, "blocked").map(Boolean::parseBoolean).orElse(false),
                    text(mirror, "mirrorOf").orElse(""),
                    "*");
        }
        return selector;
    }

    private static ProxySelector proxies(Element root) {
        var selector = new DefaultProxySelector();
        for (var proxy : each(root, "proxies", "proxy")) {
            if (text(proxy, "active").map(Boolean::parseBoolean).orElse(true)) {
                var port = text(proxy, "port").map(Integer::parseInt).orElse(8080);
                var login = new AuthenticationBuilder()
                        .addUsername(text(proxy, "username").orElse(null))
                        .addPassword(text(proxy, "password").orElse(null))
                        .build();
                selector.add(
                        new Proxy(
                                text(proxy, "protocol").orElse("http"),
                                text(proxy, "host").orElse(""),
                                port,
                                login),
                        text(proxy, "nonProxyHosts").orElse(""));
            }
        }
        return selector;
    }

    private static AuthenticationSelector logins(Element root) {
        var selector = new DefaultAuthenticationSelector();
        for (var server : each(root, "servers", "server")) {
            selector.add(
                    text(server, "id").orElse(""),
                    new AuthenticationBuilder()
                            .addUsername(text(server, "username").orElse(null))
                            .addPassword(text(server, "password").orElse(null))
                            .build());
        }
        return selector;
    }

    private static List<Element> each(Element root, String group, String name) {
        return children(root, group).stream()
                .flatMap(parent -> children(parent, name).stream())
                .toList();
    }

    private static Optional<String> text(Element parent, String name) {
        return children(parent, name).stream()
                .map(child -> expand(child.getTextContent().strip()))
                .filter(text -> !text.isEmpty())
                .findFirst();
    }

    private static List<Element> children(Element parent, String name) {
        var nodes = parent.getChildNodes();
        return IntStream.range(0, nodes.getLength())
                .mapToObj(nodes::item)
                .filter(Element.class::isInstance)
                .map(Element.class::cast)
                .filter(element -> element.getTagName().equals(name))
                .toList();
    }

    private static String expand(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> {
            var value = match.group(1) == null ? System.getProperty(match.group(2)) : System.getenv(match.group(2));
            return Matcher.quoteReplacement(value == null ? match.group() : value);
        });
    }
}
