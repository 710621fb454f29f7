package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The same files read by OpenSSH itself (`ssh -G`) and by the reader that stands in for it.
final class SshConfigSideBySideTest {
    private static final String NO_CLIENT = "no-such-program";

    @TempDir
    static Path folder;

    @BeforeAll
    static void makeFiles() throws Exception {
        for (var key : List.of("id_prod", "id_other", "id_c1", "id_prod-cert.pub", "with space", "id_22_ops")) {
            Files.writeString(folder.resolve(key), "");
        }
        Files.createDirectories(folder.resolve("conf.d/sub"));
        Files.writeString(folder.resolve("conf.d/10-a.conf"), "Host a\n  User first\n  Port 2201\n");
        Files.writeString(folder.resolve("conf.d/20-b.conf"), "Match originalhost b\n  User second\nUser everybody\n");
        Files.writeString(folder.resolve("conf.d/.hidden.conf"), "Port 1\n");
        Files.writeString(folder.resolve("conf.d/sub/deep.conf"), "Host *\n  Port 2299\n");
        Files.writeString(folder.resolve("plain"), "User included\nHost c*\n  Port 2300\n");
        Files.writeString(
                folder.resolve("round"), "Port 2400\nInclude " + folder.resolve("conf.d/10-a.conf") + "\nUser round\n");
    }

    static Stream<Arguments> samples() {
        return Stream.of(
                sample("nothing is said", "", "a"),
                sample("the first value wins", "Host a\n  Port 1\nHost *\n  Port 2\n  User u\n", "a", "b"),
                sample("what stands first is for all", "User top\nHost a\n  User never\n  Port 7\n", "a", "b"),
                sample("several names and patterns", "Host a b? *.org\n  Port 7\n", "a", "b", "b1", "b12", "x.org"),
                sample("a negated pattern", "Host * !b\n  Port 7\nHost !c\n  Port 8\n", "a", "b", "c"),
                sample("a negated pattern last", "Host b* !b1\n  Port 7\n", "b1", "b2"),
                sample("names keep their letters' size", "Host Big\n  Port 7\n", "big", "Big"),
                sample("an equals sign", "Host=a\nPort=7\nUser = u\n  HostName= x\n", "a"),
                sample("quotes", "Host \"a\" b\n  User \"some one\"\n  IdentityFile '<folder>/with space'\n", "a", "b"),
                sample("comments", "# x\nHost a # all of it\n  Port 7 # seven\n\t#User no\n", "a", "all"),
                sample("keywords in any size", "hOsT a\n  pOrT 7\n  USER u\n", "a"),
                sample("the real name", "Host a\n  HostName %h.Example.COM\nHost b\n  HostName 10%%0\n", "a", "b", "C"),
                sample("Match all", "Host a\n  Port 7\nMatch all\n  User u\n", "a", "b"),
                sample(
                        "Match host is the real name",
                        "Host a\n  HostName r.example\nMatch host *.example\n  Port 7\n",
                        "a",
                        "b.example",
                        "b"),
                sample(
                        "Match host before the real name",
                        "Match host r.example\n  Port 7\nHost a\n  HostName r.example\n",
                        "a"),
                sample(
                        "Match originalhost",
                        "Host a\n  HostName r\nMatch originalhost a,b*,!bb\n  Port 7\n",
                        "a",
                        "r",
                        "b1",
                        "bb"),
                sample("Match host whatever the letters' size", "Match host ABC\n  Port 7\n", "abc", "ABC"),
                sample("Match user by what was said", "Host a\n  User ops\nMatch user ops\n  Port 7\n", "a", "b"),
                sample(
                        "Match localuser",
                        "Match localuser <user>\n  Port 7\nMatch localuser nobody-here\n  User x\n",
                        "a"),
                sample("Match negated", "Match !host a\n  Port 7\nMatch host * !user <user>\n  User x\n", "a", "b"),
                sample(
                        "Match of two criteria",
                        "Match host a user ops\n  Port 7\nHost a\n  User ops\nMatch host a user ops\n  Port 8\n",
                        "a",
                        "b"),
                sample("Match with an equals sign", "Match host=a\n  Port 7\n", "a", "b"),
                sample("Match with quotes", "Match host \"a,b\"\n  Port 7\n", "a", "b", "c"),
                sample(
                        "Match final",
                        "Host a\n  HostName r\nMatch final all\n  User last\nMatch final host r\n  Port 7\nHost r\n  IdentityFile <folder>/id_prod\n",
                        "a",
                        "r",
                        "b"),
                sample("Match canonical without a second pass", "Match canonical all\n  Port 7\n", "a"),
                sample(
                        "Match after Host ends it",
                        "Host a\n  Port 7\nMatch host b\n  User u\nHost c\n  Port 9\n",
                        "a",
                        "b",
                        "c"),
                sample("Include of several", "Include <folder>/conf.d/*.conf\nHost *\n  Port 99\n", "a", "b", "c"),
                sample("Include in folders by pattern", "Include <folder>/conf.d/s*/*.conf\n", "a"),
                sample("Include of what is not there", "Include <folder>/none/*.conf <folder>/none\nPort 7\n", "a"),
                sample(
                        "Include in a block",
                        "Host a\n  Include <folder>/plain\n  Port 7\nHost c1\n  User c\n",
                        "a",
                        "c1",
                        "c2"),
                sample(
                        "Include in a block that does not fit",
                        "Host zzz\n  Include <folder>/plain\nUser z\nHost *\n Port 9\n",
                        "a",
                        "c1",
                        "zzz"),
                sample("Include in a Match", "Match host c1\n  Include <folder>/plain\n", "c1", "c2"),
                sample("Include in an Include", "Include <folder>/round\nUser z\n", "a", "b"),
                sample(
                        "keys add up",
                        "Host a\n  IdentityFile <folder>/id_prod\nHost *\n  IdentityFile <folder>/id_other\n  IdentityFile <folder>/id_prod\n  IdentityFile <folder>/missing\n",
                        "a",
                        "b"),
                sample("no keys", "Host a\n  IdentityFile none\n", "a", "b"),
                sample(
                        "tokens of keys",
                        "Host c1\n  IdentityFile <folder>/id_%n\nHost d\n  HostName c1\n  IdentityFile <folder>/id_%h\nHost e\n  Port 22\n  User ops\n  IdentityFile <folder>/id_%p_%r\n",
                        "c1",
                        "d",
                        "e"),
                sample(
                        "certificates",
                        "Host a\n  CertificateFile <folder>/id_prod-cert.pub\n  CertificateFile <folder>/missing\n",
                        "a"),
                sample("keys of the configuration alone", "IdentitiesOnly yes\nHost a\n  IdentitiesOnly no\n", "a"),
                sample(
                        "no agent",
                        "Host a\n  IdentityAgent none\nHost b\n  IdentityAgent <folder>/agent-%r\n",
                        "a",
                        "b",
                        "c"),
                sample(
                        "an agent by variable",
                        "Host a\n  IdentityAgent SSH_AUTH_SOCK\nHost b\n  IdentityAgent $NO_SUCH_VARIABLE\n",
                        "a",
                        "b"),
                sample(
                        "kinds of login",
                        "Host a\n  PreferredAuthentications keyboard-interactive,password\nHost b\n  PasswordAuthentication no\nHost c\n  PubkeyAuthentication no\nHost d\n  KbdInteractiveAuthentication no\n",
                        "a",
                        "b",
                        "c",
                        "d"),
                sample(
                        "kinds of login by their old names",
                        "Host a\n  ChallengeResponseAuthentication no\nHost b\n  PreferredAuthentications publickey\n",
                        "a",
                        "b"),
                sample("another name for the host key", "Host a\n  HostKeyAlias cluster-a\n", "a", "b"),
                sample(
                        "files of host keys",
                        "Host a\n  UserKnownHostsFile <folder>/k1 <folder>/k_%h\nHost b\n  UserKnownHostsFile none\n  GlobalKnownHostsFile <folder>/g\n",
                        "a",
                        "b",
                        "c"),
                sample(
                        "old algorithms",
                        "Host a\n  KexAlgorithms +diffie-hellman-group14-sha1\nHost b\n  HostKeyAlgorithms +ssh-rsa\nHost c\n  Ciphers aes128-cbc\nHost d\n  PubkeyAcceptedKeyTypes +ssh-rsa\nHost e\n  KexAlgorithms -ecdh-sha2-nistp256\n",
                        "a",
                        "b",
                        "c",
                        "d",
                        "e",
                        "f"),
                sample(
                        "a jump host",
                        "Host bastion\n  HostName gate.example\n  User jump\n  Port 2222\nHost a\n  ProxyJump bastion\n",
                        "a",
                        "bastion"),
                sample(
                        "jump hosts with users and ports",
                        "Host a\n  ProxyJump u@g1:2022,ssh://v@g2:2023,[fd00::7]:24\nHost b\n  ProxyJump none\nHost * !other\n  ProxyJump other\n",
                        "a",
                        "b"),
                sample(
                        "a jump host of a jump host",
                        "Host inner\n  ProxyJump outer\nHost outer\n  ProxyJump gate\nHost a\n  ProxyJump inner,second\nHost second\n  ProxyJump not-this\n",
                        "a"),
                sample("a jump host named by tokens", "Host a\n  User ops\n  ProxyJump gate-%n.example\n", "a"),
                sample(
                        "jump or command: the first counts",
                        "Host a\n  ProxyJump g\n  ProxyCommand x\nHost b\n  ProxyCommand x %h\n  ProxyJump g\nHost c\n  ProxyCommand none\nHost * !late\n  ProxyJump late\n",
                        "a",
                        "b",
                        "c"),
                sample(
                        "a command that is a jump",
                        "Host a\n  ProxyCommand ssh -q -W %h:%p ops@gate\nHost b\n  ProxyCommand ssh gate nc %h %p\nHost c\n  ProxyCommand /usr/bin/ssh gate -W %h:%p\nHost d\n  ProxyCommand ssh -i key -W %h:%p gate\n",
                        "a",
                        "b",
                        "c",
                        "d"),
                sample(
                        "what does not matter",
                        "Host a\n  ServerAliveInterval 5\n  SendEnv LANG LC_*\n  LocalForward 1 x:2\n  IgnoreUnknown Foo\n  Foo bar\n  Port 7\n",
                        "a"));
    }

    private static Arguments sample(String name, String text, String... hosts) {
        return Arguments.of(name, text, List.of(hosts));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("samples")
    void comesToTheSame(String name, String text, List<String> hosts) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh")), "no OpenSSH client on this machine");
        var file = Files.writeString(
                folder.resolve("config"),
                text.replace("<folder>", folder.toString()).replace("<user>", System.getProperty("user.name")));
        var openSsh = SshConfig.at(file, "ssh");
        var own = SshConfig.at(file, NO_CLIENT);
        for (var host : hosts) {
            for (var given : List.of("", "ops")) {
                for (var port : List.of(0, 2022)) {
                    var theirs = openSsh.host(host, given, port);
                    // else both would have read it by themselves
                    assertFalse(
                            theirs.warnings().stream()
                                    .anyMatch(warning -> warning.key().equals("ssh.config.refused")),
                            () -> theirs.warnings().toString());
                    assertEquals(theirs, own.host(host, given, port), host + " of " + name);
                }
            }
        }
        assertTrue(hosts.size() > 0);
    }
}
