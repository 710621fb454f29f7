package dev.ferry.ui.source;

import dev.ferry.engine.SshAlias;
import dev.ferry.migration.Becoming;
import dev.ferry.migration.SourceSettings;
import dev.ferry.migration.SourceSettings.Road;
import dev.ferry.migration.SshSettings;
import dev.ferry.text.Message;
import dev.ferry.ui.tls.TlsForm;
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
/// @param tls TLS on the native port
/// @param login what there is to log in with at the nodes
/// @param jumps the jump hosts, nearest first
record SourceForm(Map<FormField, String> texts, TlsForm tls, CredentialForm login, List<JumpForm> jumps) {
    private static final Pattern HOST =
            Pattern.compile("[A-Za-z0-9._%-]+|\\[?[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%[A-Za-z0-9._-]+)?]?");
    private static final Pattern LOGIN_PLACE =
            Pattern.compile("(?:[^@\\s]+@)?(?:[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+])(?::(\\d{1,5}))?");
    private static final int LARGEST_PORT = 65_535;
    private static final String NONE = "NONE";

    SourceForm {
        texts = Map.copyOf(texts);
        jumps = List.copyOf(jumps);
    }

    /// What is proposed before anything is known.
    static SourceForm blank() {
        return new SourceForm(
                Map.of(
                        FormField.PORT,
                        "9042",
                        FormField.SSH_PORT,
                        "22",
                        FormField.SSH_USER,
                        System.getProperty("user.name"),
                        FormField.BECOME,
                        BecomeWay.SUDO.name(),
                        FormField.BECOME_USER,
                        "cassandra",
                        FormField.ROAD,
                        Road.AUTOMATIC.name(),
                        FormField.CONTAINER,
                        NONE),
                TlsForm.plain(TlsForm.Names.IGNORED),
                CredentialForm.blank(),
                List.of());
    }

    /// The fields for settings.
    static SourceForm of(@Nullable SourceSettings settings) {
        if (settings == null) {
            return blank();
        }
        var texts = new EnumMap<FormField, String>(FormField.class);
        var login = settings.login();
        texts.put(FormField.CONTACT_POINTS, String.join(", ", settings.contactPoints()));
        texts.put(FormField.PORT, Integer.toString(settings.port()));
        texts.put(FormField.CQL_USER, login == null ? "" : login.user());
        texts.put(FormField.CQL_PASSWORD, login == null ? "" : login.password());
        texts.put(FormField.ROAD, settings.road().name());
        jmx(texts, settings.jmx());
        ssh(texts, settings.ssh());
        becoming(texts, settings.ssh().becoming());
        return new SourceForm(
                texts,
                TlsForm.of(settings.tls(), TlsForm.Names.IGNORED),
                CredentialForm.of(settings.ssh().credentials()),
                settings.ssh().jumps().stream().map(JumpForm::of).toList());
    }

    private static void jmx(Map<FormField, String> texts, SourceSettings.@Nullable Jmx jmx) {
        if (jmx == null) {
            return;
        }
        texts.put(FormField.JMX_PORT, port(jmx.port()));
        var login = jmx.login();
        if (login != null) {
            texts.put(FormField.JMX_USER, login.user());
            texts.put(FormField.JMX_PASSWORD, login.password());
        }
    }

    private static void ssh(Map<FormField, String> texts, SshSettings ssh) {
        texts.put(FormField.SSH_USER, ssh.user());
        texts.put(FormField.SSH_PORT, port(ssh.port()));
        texts.put(FormField.CONFIGURATION, orEmpty(ssh.configuration()));
        texts.put(FormField.LEGACY, String.join(" ", ssh.legacyHosts()));
        texts.put(FormField.KNOWN_HOSTS, orEmpty(ssh.knownHosts()));
        texts.put(
                FormField.HOSTS,
                new TreeMap<>(ssh.hosts())
                        .entrySet().stream()
                                .map(host -> host.getKey() + " = " + host.getValue())
                                .collect(Collectors.joining("\n")));
        texts.put(FormField.ACCEPTED, String.join("\n", ssh.acceptedFingerprints()));
    }

    private static void becoming(Map<FormField, String> texts, Becoming becoming) {
        texts.put(FormField.BECOME, way(becoming).name());
        texts.put(FormField.BECOME_USER, orEmpty(becoming.user()));
        texts.put(FormField.SUDO_PASSWORD, orEmpty(becoming.sudoPassword()));
        var container = becoming.container();
        texts.put(
                FormField.CONTAINER,
                container == null ? NONE : container.engine().name());
        if (container != null) {
            texts.put(FormField.CONTAINER_NAME, container.name());
            texts.put(FormField.CONTAINER_USER, container.user());
        }
    }

    private static BecomeWay way(Becoming becoming) {
        if (becoming.user() == null) {
            return BecomeWay.DIRECT;
        }
        return becoming.sudoPassword() == null ? BecomeWay.SUDO : BecomeWay.SUDO_PASSWORD;
    }

    private static String port(int port) {
        return port == 0 ? "" : Integer.toString(port);
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

    /// How the native port is reached.
    Road road() {
        return text(FormField.ROAD).isEmpty() ? Road.AUTOMATIC : Road.valueOf(text(FormField.ROAD));
    }

    /// What a container is entered with; empty where Cassandra runs in none.
    Optional<Becoming.Engine> container() {
        var engine = text(FormField.CONTAINER);
        return engine.isEmpty() || engine.equals(NONE)
                ? Optional.empty()
                : Optional.of(Becoming.Engine.valueOf(engine));
    }

    /// Whether an OpenSSH configuration says what is left open.
    boolean isConfigured() {
        return !text(FormField.CONFIGURATION).isEmpty();
    }

    /// The same with one field changed.
    SourceForm with(FormField field, String text) {
        var changed = new EnumMap<FormField, String>(FormField.class);
        changed.putAll(texts);
        changed.put(field, text);
        return new SourceForm(changed, tls, login, jumps);
    }

    /// The same with other TLS.
    SourceForm with(TlsForm tls) {
        return new SourceForm(texts, tls, login, jumps);
    }

    /// The same with another login.
    SourceForm with(CredentialForm login) {
        return new SourceForm(texts, tls, login, jumps);
    }

    /// The same through other servers.
    SourceForm with(List<JumpForm> jumps) {
        return new SourceForm(texts, tls, login, jumps);
    }

    /// The same, read besides from an OpenSSH configuration: who and at which port is left to it, unless
    /// somebody has said so.
    SourceForm leftTo(String configuration) {
        var form = with(FormField.CONFIGURATION, configuration);
        for (var field : List.of(FormField.SSH_USER, FormField.SSH_PORT)) {
            form = text(field).equals(blank().text(field)) ? form.with(field, "") : form;
        }
        return form;
    }

    /// The same without an OpenSSH configuration: what was left to it is proposed again.
    SourceForm leftToNobody() {
        var form = with(FormField.CONFIGURATION, "");
        for (var field : List.of(FormField.SSH_USER, FormField.SSH_PORT)) {
            form = text(field).isEmpty() ? form.with(field, blank().text(field)) : form;
        }
        return form;
    }

    /// The same, filled in with what OpenSSH's configuration says about a host.
    SourceForm with(SshAlias alias) {
        var contacts = new LinkedHashSet<>(words(FormField.CONTACT_POINTS));
        contacts.add(alias.host());
        var form = with(FormField.CONTACT_POINTS, String.join(", ", contacts))
                .with(FormField.SSH_PORT, Integer.toString(alias.port()))
                .with(alias.jumps().stream().map(JumpForm::to).toList());
        form = alias.user().isEmpty() ? form : form.with(FormField.SSH_USER, alias.user());
        return alias.keys().isEmpty()
                ? form
                : form.with(login.with(CredentialForm.Text.KEYS, String.join("\n", alias.keys())));
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
        login(problems, FormField.CQL_USER, FormField.CQL_PASSWORD);
        ssh(problems);
        become(problems);
        if (!text(FormField.JMX_PORT).isEmpty()) {
            port(problems, FormField.JMX_PORT);
        }
        login(problems, FormField.JMX_USER, FormField.JMX_PASSWORD);
        tls.problems().values().stream().findFirst().ifPresent(problem -> problems.put(FormField.TLS, problem));
        login.problems().values().stream().findFirst().ifPresent(problem -> problems.put(FormField.LOGIN, problem));
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

    private void login(Map<FormField, Message> problems, FormField user, FormField password) {
        secret(problems, password);
        if (!text(user).isEmpty() && text(password).isEmpty()) {
            problems.put(password, Message.of("ui.source.password.missing"));
        }
        if (!text(password).isEmpty() && text(user).isEmpty()) {
            problems.put(user, Message.of("ui.source.user.missing"));
        }
    }

    private void ssh(Map<FormField, Message> problems) {
        if (text(FormField.SSH_USER).matches(".*[\\s@].*")) {
            problems.put(FormField.SSH_USER, Message.of("ui.source.ssh-user.wrong"));
        } else if (text(FormField.SSH_USER).isEmpty() && !isConfigured()) {
            problems.put(FormField.SSH_USER, Message.of("ui.source.ssh-user.missing"));
        }
        if (!text(FormField.SSH_PORT).isEmpty() || !isConfigured()) {
            port(problems, FormField.SSH_PORT);
        }
        for (var jump : jumps) {
            if (!jump.isGood()) {
                problems.put(FormField.JUMPS, Message.of("ui.source.jumps.wrong", jump.place()));
            }
        }
        for (var line : lines(FormField.HOSTS)) {
            var sides = line.split("=", -1);
            if (sides.length != 2 || sides[0].isBlank() || sides[1].contains("@") || !isLoginPlace(sides[1].strip())) {
                problems.put(FormField.HOSTS, Message.of("ui.source.hosts.wrong", line));
            }
        }
        for (var host : words(FormField.LEGACY)) {
            if (!host.matches("[A-Za-z0-9._*?:%\\[\\]-]+")) {
                problems.put(FormField.LEGACY, Message.of("ui.source.legacy.wrong", host));
            }
        }
    }

    static boolean isLoginPlace(String place) {
        var matcher = LOGIN_PLACE.matcher(place);
        return matcher.matches() && (matcher.group(1) == null || isPort(matcher.group(1)));
    }

    private void secret(Map<FormField, Message> problems, FormField field) {
        if (!text(field).isEmpty() && !CredentialForm.isSource(text(field))) {
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
        if (container().isPresent()) {
            for (var field : List.of(FormField.CONTAINER_NAME, FormField.CONTAINER_USER)) {
                if (text(field).matches(".*\\s.*")) {
                    problems.put(field, Message.of("ui.source.container.blank"));
                }
            }
        }
    }

    /// The settings, if nothing is wrong.
    Optional<SourceSettings> settings() {
        if (!problems().isEmpty()) {
            return Optional.empty();
        }
        var jmxLogin = loginOf(FormField.JMX_USER, FormField.JMX_PASSWORD);
        var jmxPort = number(FormField.JMX_PORT);
        return Optional.of(new SourceSettings(
                words(FormField.CONTACT_POINTS),
                number(FormField.PORT),
                loginOf(FormField.CQL_USER, FormField.CQL_PASSWORD),
                tls.settings().orElse(null),
                road(),
                jmxPort == 0 && jmxLogin == null ? null : new SourceSettings.Jmx(jmxPort, jmxLogin),
                sshSettings()));
    }

    private SourceSettings.@Nullable Login loginOf(FormField user, FormField password) {
        return text(user).isEmpty() ? null : new SourceSettings.Login(text(user), text(password));
    }

    private int number(FormField field) {
        return text(field).isEmpty() ? 0 : Integer.parseInt(text(field));
    }

    private SshSettings sshSettings() {
        var hosts = new LinkedHashMap<String, String>();
        for (var line : lines(FormField.HOSTS)) {
            var equals = line.indexOf('=');
            hosts.put(
                    line.substring(0, equals).strip(),
                    line.substring(equals + 1).strip());
        }
        return new SshSettings(
                text(FormField.SSH_USER),
                number(FormField.SSH_PORT),
                login.settings().orElseThrow(),
                orNull(FormField.KNOWN_HOSTS),
                lines(FormField.ACCEPTED),
                becoming(),
                hosts,
                jumps.stream().map(JumpForm::settings).toList(),
                orNull(FormField.CONFIGURATION),
                words(FormField.LEGACY));
    }

    private Becoming becoming() {
        return new Becoming(
                way() == BecomeWay.DIRECT ? null : text(FormField.BECOME_USER),
                way() == BecomeWay.SUDO_PASSWORD ? text(FormField.SUDO_PASSWORD) : null,
                container()
                        .map(engine -> new Becoming.Container(
                                engine, text(FormField.CONTAINER_NAME), text(FormField.CONTAINER_USER)))
                        .orElse(null));
    }

    private @Nullable String orNull(FormField field) {
        return text(field).isEmpty() ? null : text(field);
    }
}
