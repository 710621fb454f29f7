package dev.ferry.ui.source;

import dev.ferry.engine.SshAlias;
import dev.ferry.migration.Becoming;
import dev.ferry.migration.Jump;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.SshCredentials;
import dev.ferry.migration.SshSettings;
import dev.ferry.migration.Tls;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.SecretSource;
import dev.ferry.text.Message;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What stands in the fields of the connection panel, as it was typed: nothing is lost because it is wrong.
///
/// @param texts every field's text; a field that is missing is empty
record SourceForm(Map<FormField, String> texts) {
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._%-]+|\\[?[0-9A-Fa-f:.%]*:[0-9A-Fa-f:.%]*]?");
    private static final Pattern LOGIN_PLACE =
            Pattern.compile("(?:[^@\\s]+@)?(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?");
    private static final int LARGEST_PORT = 65_535;

    SourceForm {
        texts = Map.copyOf(texts);
    }

    /// What is proposed before anything is known.
    static SourceForm blank() {
        return new SourceForm(Map.of(
                FormField.PORT,
                "9042",
                FormField.SSH_PORT,
                "22",
                FormField.SSH_USER,
                System.getProperty("user.name"),
                FormField.BECOME,
                BecomeWay.SUDO.name(),
                FormField.BECOME_USER,
                "cassandra"));
    }

    /// The fields for settings.
    static SourceForm of(@Nullable SourceSettings settings) {
        if (settings == null) {
            return blank();
        }
        var ssh = settings.ssh();
        var login = settings.login();
        var texts = new EnumMap<FormField, String>(FormField.class);
        texts.put(FormField.CONTACT_POINTS, String.join(", ", settings.contactPoints()));
        texts.put(FormField.PORT, Integer.toString(settings.port()));
        texts.put(FormField.CQL_USER, login == null ? "" : login.user());
        texts.put(FormField.CQL_PASSWORD, login == null ? "" : login.password());
        texts.put(
                FormField.AUTHORITIES,
                settings.tls() == null ? "" : orEmpty(settings.tls().authorities()));
        texts.put(FormField.SSH_USER, ssh.user());
        texts.put(FormField.SSH_PORT, Integer.toString(ssh.port()));
        texts.put(FormField.KEYS, String.join("\n", ssh.credentials().keys()));
        texts.put(FormField.PASSPHRASE, orEmpty(ssh.credentials().passphrase()));
        texts.put(FormField.PASSWORD, orEmpty(ssh.credentials().password()));
        texts.put(FormField.KNOWN_HOSTS, orEmpty(ssh.knownHosts()));
        texts.put(FormField.JUMPS, ssh.jumps().stream().map(Jump::place).collect(Collectors.joining(", ")));
        texts.put(
                FormField.HOSTS,
                new TreeMap<>(ssh.hosts())
                        .entrySet().stream()
                                .map(host -> host.getKey() + " = " + host.getValue())
                                .collect(Collectors.joining("\n")));
        texts.put(FormField.ACCEPTED, String.join("\n", ssh.acceptedFingerprints()));
        texts.put(FormField.BECOME, way(ssh).name());
        texts.put(FormField.BECOME_USER, orEmpty(ssh.becoming().user()));
        texts.put(FormField.SUDO_PASSWORD, orEmpty(ssh.becoming().sudoPassword()));
        return new SourceForm(texts);
    }

    private static BecomeWay way(SshSettings ssh) {
        if (ssh.becoming().user() == null) {
            return BecomeWay.DIRECT;
        }
        return ssh.becoming().sudoPassword() == null ? BecomeWay.SUDO : BecomeWay.SUDO_PASSWORD;
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /// A field's text, without the blanks around it.
    String text(FormField field) {
        return texts.getOrDefault(field, "").strip();
    }

    /// How to become the Cassandra user.
    BecomeWay way() {
        return text(FormField.BECOME).isEmpty() ? BecomeWay.DIRECT : BecomeWay.valueOf(text(FormField.BECOME));
    }

    /// The same with one field changed.
    SourceForm with(FormField field, String text) {
        var changed = new EnumMap<FormField, String>(FormField.class);
        changed.putAll(texts);
        changed.put(field, text);
        return new SourceForm(changed);
    }

    /// The same, filled in with what OpenSSH's configuration says about a host.
    SourceForm with(SshAlias alias) {
        var contacts = new LinkedHashSet<>(words(FormField.CONTACT_POINTS));
        contacts.add(alias.host());
        var form = with(FormField.CONTACT_POINTS, String.join(", ", contacts))
                .with(FormField.SSH_PORT, Integer.toString(alias.port()))
                .with(FormField.JUMPS, String.join(", ", alias.jumps()));
        form = alias.user().isEmpty() ? form : form.with(FormField.SSH_USER, alias.user());
        return alias.keys().isEmpty() ? form : form.with(FormField.KEYS, String.join("\n", alias.keys()));
    }

    private List<String> words(FormField field) {
        return Stream.of(text(field).split("[,;\\s]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private List<String> lines(FormField field) {
        return text(field)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
    }

    /// What is wrong, field by field; empty if it can be used.
    Map<FormField, Message> problems() {
        var problems = new EnumMap<FormField, Message>(FormField.class);
        contactPoints(problems);
        port(problems, FormField.PORT);
        login(problems);
        ssh(problems);
        for (var secret : List.of(FormField.CQL_PASSWORD, FormField.PASSPHRASE, FormField.PASSWORD)) {
            secret(problems, secret);
        }
        become(problems);
        return problems;
    }

    private void contactPoints(Map<FormField, Message> problems) {
        var contacts = words(FormField.CONTACT_POINTS);
        if (contacts.isEmpty()) {
            problems.put(FormField.CONTACT_POINTS, Message.of("ui.source.contacts.missing"));
        }
        for (var contact : contacts) {
            if (contact.matches("[^:]+:\\d+")) {
                problems.put(FormField.CONTACT_POINTS, Message.of("ui.source.contacts.port", contact));
            } else if (!HOST.matcher(contact).matches()) {
                problems.put(FormField.CONTACT_POINTS, Message.of("ui.source.contacts.wrong", contact));
            }
        }
    }

    private void port(Map<FormField, Message> problems, FormField field) {
        if (!isPort(text(field))) {
            problems.put(field, Message.of("ui.source.port.wrong"));
        }
    }

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= LARGEST_PORT;
    }

    private void login(Map<FormField, Message> problems) {
        var hasUser = !text(FormField.CQL_USER).isEmpty();
        var hasPassword = !text(FormField.CQL_PASSWORD).isEmpty();
        if (hasUser && !hasPassword) {
            problems.put(FormField.CQL_PASSWORD, Message.of("ui.source.password.missing"));
        }
        if (hasPassword && !hasUser) {
            problems.put(FormField.CQL_USER, Message.of("ui.source.user.missing"));
        }
    }

    private void ssh(Map<FormField, Message> problems) {
        if (text(FormField.SSH_USER).isEmpty()) {
            problems.put(FormField.SSH_USER, Message.of("ui.source.ssh-user.missing"));
        } else if (text(FormField.SSH_USER).matches(".*[\\s@].*")) {
            problems.put(FormField.SSH_USER, Message.of("ui.source.ssh-user.wrong"));
        }
        port(problems, FormField.SSH_PORT);
        for (var jump : words(FormField.JUMPS)) {
            if (!isLoginPlace(jump)) {
                problems.put(FormField.JUMPS, Message.of("ui.source.jumps.wrong", jump));
            }
        }
        for (var line : lines(FormField.HOSTS)) {
            var sides = line.split("=", -1);
            if (sides.length != 2 || sides[0].isBlank() || sides[1].contains("@") || !isLoginPlace(sides[1].strip())) {
                problems.put(FormField.HOSTS, Message.of("ui.source.hosts.wrong", line));
            }
        }
    }

    private static boolean isLoginPlace(String place) {
        var matcher = LOGIN_PLACE.matcher(place);
        return matcher.matches() && (matcher.group(1) == null || isPort(matcher.group(1)));
    }

    private void secret(Map<FormField, Message> problems, FormField field) {
        if (text(field).isEmpty()) {
            return;
        }
        try {
            SecretSource.parse(text(field));
        } catch (FailureException e) {
            problems.put(field, Message.of("ui.source.secret.incomplete"));
        }
    }

    private void become(Map<FormField, Message> problems) {
        if (way() != BecomeWay.DIRECT && text(FormField.BECOME_USER).isEmpty()) {
            problems.put(FormField.BECOME_USER, Message.of("ui.source.become-user.missing"));
        }
        if (way() == BecomeWay.SUDO_PASSWORD) {
            if (text(FormField.SUDO_PASSWORD).isEmpty()) {
                problems.put(FormField.SUDO_PASSWORD, Message.of("ui.source.password.missing"));
            }
            secret(problems, FormField.SUDO_PASSWORD);
        }
    }

    /// The settings, if nothing is wrong.
    Optional<SourceSettings> settings() {
        if (!problems().isEmpty()) {
            return Optional.empty();
        }
        var hasLogin = !text(FormField.CQL_USER).isEmpty();
        return Optional.of(new SourceSettings(
                words(FormField.CONTACT_POINTS),
                Integer.parseInt(text(FormField.PORT)),
                hasLogin ? new SourceSettings.Login(text(FormField.CQL_USER), text(FormField.CQL_PASSWORD)) : null,
                text(FormField.AUTHORITIES).isEmpty() ? null : Tls.trusting(text(FormField.AUTHORITIES)),
                SourceSettings.Road.AUTOMATIC,
                null,
                sshSettings()));
    }

    private SshSettings sshSettings() {
        var hosts = new LinkedHashMap<String, String>();
        for (var line : lines(FormField.HOSTS)) {
            var equals = line.indexOf('=');
            hosts.put(
                    line.substring(0, equals).strip(),
                    line.substring(equals + 1).strip());
        }
        return SshSettings.of(text(FormField.SSH_USER), Integer.parseInt(text(FormField.SSH_PORT)))
                .with(SshCredentials.none()
                        .withKeys(lines(FormField.KEYS))
                        .withPassphrase(orNull(FormField.PASSPHRASE))
                        .withPassword(orNull(FormField.PASSWORD)))
                .withKnownHosts(orNull(FormField.KNOWN_HOSTS))
                .accepting(new LinkedHashSet<>(lines(FormField.ACCEPTED)))
                .with(new Becoming(
                        way() == BecomeWay.DIRECT ? null : text(FormField.BECOME_USER),
                        way() == BecomeWay.SUDO_PASSWORD ? text(FormField.SUDO_PASSWORD) : null,
                        null))
                .withHosts(hosts)
                .through(words(FormField.JUMPS).stream().map(Jump::to).toList());
    }

    private @Nullable String orNull(FormField field) {
        return text(field).isEmpty() ? null : text(field);
    }
}
