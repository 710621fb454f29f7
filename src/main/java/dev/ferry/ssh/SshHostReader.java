package dev.ferry.ssh;

import dev.ferry.ssh.SshHost.Identities;
import dev.ferry.text.Message;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Makes of what a configuration says about one host what a login can follow. OpenSSH's defaults are put in
/// where nothing is said.
final class SshHostReader {
    private static final int SSH_PORT = 22;

    // fill_default_options of readconf.c; keys that live in a security key cannot be used here
    private static final List<String> USUAL_KEYS =
            List.of("~/.ssh/id_rsa", "~/.ssh/id_ecdsa", "~/.ssh/id_ed25519", "~/.ssh/id_dsa");
    private static final Set<String> UNUSABLE = Set.of("id_ecdsa_sk", "id_ed25519_sk", "id_xmss");

    /// `ssh … -W %h:%p … gate`, and `ssh … gate nc … %h %p`: what was written before `ProxyJump` was there.
    private static final Pattern JUMPING =
            Pattern.compile("(?:exec +)?(?:\\S*/)?ssh (?<options>(?: *-\\S+(?: +%h:%p)?)*)"
                    + " *(?<place>[\\w.@:\\[\\]-]+)(?<command> +(?:exec +)?(?:\\S*/)?(?:nc|netcat|ncat)"
                    + "(?: +-[qw] *\\d+)* +%h +%p(?: +2>/dev/null)?)?(?<rest>(?: *-\\S+(?: +%h:%p)?)*)");
    private static final Pattern PLAIN_OPTION = Pattern.compile("-[qxaTACkv46]+");

    private final String alias;
    private final Path home;
    private final Map<String, List<String>> said;
    private final SshConfigTokens tokens;

    /// @param alias what was written after `ssh`
    /// @param said keyword in small letters → values
    SshHostReader(String alias, Path home, Map<String, List<String>> said) {
        this.alias = alias;
        this.home = home;
        this.said = said;
        var localUser = System.getProperty("user.name");
        var port = first("port")
                .filter(text -> text.matches("\\d{1,5}"))
                .map(Integer::valueOf)
                .orElse(SSH_PORT);
        this.tokens = new SshConfigTokens(
                home,
                alias,
                hostName(),
                port,
                first("user").orElse(localUser),
                localUser,
                first("hostkeyalias").orElse(alias),
                first("proxyjump").orElse(""),
                System.getenv());
    }

    private Optional<String> first(String keyword) {
        return said.getOrDefault(keyword, List.of()).stream().findFirst();
    }

    private String hostName() {
        return first("hostname")
                .map(name -> name.replace("%h", alias).replace("%%", "%"))
                .orElse(alias)
                .toLowerCase(Locale.ROOT);
    }

    /// What a login can follow.
    SshHost read(List<SshHost> jumps, List<Message> warnings) {
        return new SshHost(
                alias,
                tokens.hostName(),
                tokens.user(),
                tokens.port(),
                keys(),
                isYes("identitiesonly", false) ? Identities.CONFIGURED : Identities.ALL,
                certificates(),
                agent(),
                kinds(),
                first("hostkeyalias").orElse(null),
                knownHosts(),
                algorithms(),
                proxyCommand(),
                jumps,
                warnings.stream().distinct().toList());
    }

    /// OpenSSH names its usual keys too, whether they exist or not.
    private List<Path> keys() {
        var configured = said.getOrDefault("identityfile", USUAL_KEYS);
        return configured.stream()
                .filter(key -> !key.equalsIgnoreCase("none"))
                .map(tokens::file)
                .filter(key -> !isUnusable(key) && Files.isRegularFile(key))
                .distinct()
                .toList();
    }

    private boolean isUnusable(Path key) {
        return key.startsWith(home.resolve(".ssh"))
                && UNUSABLE.contains(key.getFileName().toString());
    }

    private List<Path> certificates() {
        return said.getOrDefault("certificatefile", List.of()).stream()
                .filter(file -> !file.equalsIgnoreCase("none"))
                .map(tokens::file)
                .filter(Files::isRegularFile)
                .distinct()
                .toList();
    }

    private @Nullable Path agent() {
        var said = first("identityagent").orElse("SSH_AUTH_SOCK");
        if (said.equalsIgnoreCase("none")) {
            return null;
        }
        var variable = said.equals("SSH_AUTH_SOCK") || said.matches("\\$[A-Za-z_]\\w*")
                ? said.substring(said.startsWith("$") ? 1 : 0)
                : null;
        var socket = variable == null ? said : tokens.environment().get(variable);
        return socket == null || socket.isBlank() ? null : tokens.file(socket);
    }

    private Set<SshLogin.Kind> kinds() {
        var kinds = EnumSet.noneOf(SshLogin.Kind.class);
        var preferred = first("preferredauthentications")
                .map(list -> List.of(list.split(",")))
                .orElse(List.of("publickey", "keyboard-interactive", "password"));
        // its words are true, false, unbound and host-bound since 8.9
        if (preferred.contains("publickey") && isYes("pubkeyauthentication", true)) {
            kinds.add(SshLogin.Kind.KEY);
            kinds.add(SshLogin.Kind.AGENT);
        }
        if (preferred.contains("password") && isYes("passwordauthentication", true)) {
            kinds.add(SshLogin.Kind.PASSWORD);
        }
        if (preferred.contains("keyboard-interactive") && isYes("kbdinteractiveauthentication", true)) {
            kinds.add(SshLogin.Kind.QUESTIONS);
        }
        return kinds;
    }

    private boolean isYes(String keyword, boolean otherwise) {
        return first(keyword).map(value -> !value.matches("(?i)no|false")).orElse(otherwise);
    }

    private List<Path> knownHosts() {
        var users = files("userknownhostsfile", "~/.ssh/known_hosts ~/.ssh/known_hosts2");
        var systems = files("globalknownhostsfile", "/etc/ssh/ssh_known_hosts /etc/ssh/ssh_known_hosts2");
        return Stream.concat(users, systems).distinct().toList();
    }

    private Stream<Path> files(String keyword, String otherwise) {
        return said.getOrDefault(keyword, List.of(otherwise)).stream()
                .flatMap(value -> Stream.of(value.split("\\s+")))
                .filter(file -> !file.equalsIgnoreCase("none"))
                .map(tokens::file);
    }

    private SshLogin.Offer algorithms() {
        var isLegacy = asksFor("kexalgorithms", ".*sha1(@.*)?")
                || asksFor("ciphers", ".*-cbc(@.*)?|arcfour.*")
                || asksFor("hostkeyalgorithms", "ssh-(rsa|dss)")
                || asksFor("pubkeyacceptedalgorithms", "ssh-(rsa|dss)");
        return isLegacy ? SshLogin.Offer.LEGACY : SshLogin.Offer.CURRENT;
    }

    private boolean asksFor(String keyword, String algorithm) {
        return first(keyword)
                .filter(list -> !list.startsWith("-"))
                .map(list -> list.replaceFirst("^[+^]", ""))
                .filter(list -> Stream.of(list.split(",")).anyMatch(name -> name.matches(algorithm)))
                .isPresent();
    }

    /// A `ProxyCommand` that is no jump; empty for none.
    String proxyCommand() {
        return command().filter(command -> asJump(command).isEmpty()).orElse("");
    }

    /// The jump hosts that are named, nearest first.
    List<SshPlace> jumps() {
        var chain = first("proxyjump").filter(jump -> !jump.equalsIgnoreCase("none"));
        if (chain.isPresent()) {
            return Stream.of(tokens.text(chain.get()).split(","))
                    .map(jump -> SshPlace.of(jump.strip()))
                    .toList();
        }
        return command().flatMap(SshHostReader::asJump).stream().toList();
    }

    private Optional<String> command() {
        return first("proxycommand").filter(command -> !command.equalsIgnoreCase("none"));
    }

    private static Optional<SshPlace> asJump(String command) {
        var matcher = JUMPING.matcher(command.strip());
        return matcher.matches() && isJump(matcher)
                ? Optional.of(SshPlace.of(matcher.group("place")))
                : Optional.empty();
    }

    private static boolean isJump(Matcher matcher) {
        var options = Stream.of((matcher.group("options") + " " + matcher.group("rest"))
                        .strip()
                        .split("\\s+"))
                .filter(option -> !option.isEmpty())
                .toList();
        var forwards = options.contains("-W") && options.contains("%h:%p");
        return forwards != (matcher.group("command") != null)
                && options.stream()
                        .filter(option -> !option.equals("-W") && !option.equals("%h:%p"))
                        .allMatch(option -> PLAIN_OPTION.matcher(option).matches());
    }
}
