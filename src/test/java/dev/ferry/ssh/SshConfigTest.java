package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ferry.ssh.SshConfig.Host;
import dev.ferry.text.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SshConfigTest {
    private static final String NO_CLIENT = "no-such-program";
    private static final String ME = System.getProperty("user.name");

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void writeSample() throws IOException {
        Files.writeString(folder.resolve("id_prod"), "");
        Files.createDirectories(folder.resolve("conf.d"));
        Files.writeString(folder.resolve("conf.d/10-staging.conf"), """
                Host stage-1
                  HostName 10.20.0.1
                """);
        file = Files.writeString(folder.resolve("config"), """
                # our clusters
                Include <folder>/conf.d/*.conf

                Host bastion
                    HostName=bastion.example.com
                    User jump
                    Port 2222

                Host cass-1 cass-2
                    HostName %h.prod.example.com
                    ProxyJump bastion
                    IdentityFile "<folder>/id_prod"
                    IdentityFile <folder>/id_missing

                Host cass-* !cass-9
                    User cassandra
                    Port 22022

                Host old?
                    User nobody

                Host *
                    User everybody
                """.replace("<folder>", folder.toString()));
    }

    @Test
    void readsAFileWhoseCommentsAreOfAnotherTime() throws Exception {
        Files.write(
                file,
                "# Knotenrechner f\u00fcr K\u00f6ln\nHost k1\n  User \u00f6\n".getBytes(StandardCharsets.ISO_8859_1));
        var found = found(NO_CLIENT);
        assertEquals(List.of("k1"), found.hosts().stream().map(Host::alias).toList());
        assertEquals(List.of(), found.warnings());
    }

    private SshConfig.Found found(String program) throws InterruptedException {
        return SshConfig.at(file, program).hosts();
    }

    private Host host(String alias, String program) throws InterruptedException {
        return found(program).hosts().stream()
                .filter(host -> host.alias().equals(alias))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void offersEveryNameThatIsNoPattern() throws Exception {
        var names = found(NO_CLIENT).hosts().stream().map(Host::alias).toList();
        assertEquals(List.of("bastion", "cass-1", "cass-2", "stage-1"), names);
    }

    @Test
    void readsItByItselfWhereThereIsNoClient() throws Exception {
        assertEquals(cass1(), host("cass-1", NO_CLIENT));
        assertEquals(
                new Host("stage-1", "10.20.0.1", "everybody", 22, List.of(), List.of()), host("stage-1", NO_CLIENT));
    }

    private Host cass1() {
        return new Host(
                "cass-1",
                "cass-1.prod.example.com",
                "cassandra",
                22022,
                List.of(folder.resolve("id_prod").toString()),
                List.of("jump@bastion.example.com:2222"));
    }

    @Test
    void asksTheClientAndComesToTheSame() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh")), "no OpenSSH client on this machine");
        // a client that finds the file wrong would be passed over in silence, and the test with it
        Files.writeString(file, "Match host cass-1 exec \"true\"\n  Compression yes\n" + Files.readString(file));
        var found = found("ssh");
        assertEquals(List.of(), found.warnings());
        assertEquals(cass1(), host("cass-1", "ssh"));
        assertEquals("everybody", host("stage-1", "ssh").user());
    }

    @Test
    void aNegatedPatternTakesAHostOut() throws Exception {
        Files.writeString(file, "Host cass-9\n  HostName nine\n" + Files.readString(file));
        assertEquals("everybody", host("cass-9", NO_CLIENT).user());
        assertEquals(22, host("cass-9", NO_CLIENT).port());
    }

    @Test
    void anIncludeInsideABlockCountsForThatBlockOnly() throws Exception {
        var secret = Files.writeString(folder.resolve("secret"), "Host *\n  User inside\n");
        Files.writeString(
                file, "Host a\n  Include " + secret + "\n  Port 2201\nHost b\n  Port 2202\nHost *\n  User outside\n");
        assertEquals("inside", host("a", NO_CLIENT).user());
        assertEquals(2201, host("a", NO_CLIENT).port());
        assertEquals("outside", host("b", NO_CLIENT).user());
    }

    @Test
    void jumpHostsOfAJumpHostComeFirst() throws Exception {
        Files.writeString(file, """
                Host inner
                  ProxyJump outer,[fd00::7]:2200
                Host outer
                  HostName outer.example.com
                  ProxyJump admin@gate:2022
                """);
        assertEquals(
                List.of("admin@gate:2022", ME + "@outer.example.com", ME + "@fd00::7:2200"),
                host("inner", NO_CLIENT).jumps());
    }

    @Test
    void jumpHostsThatLeadInACircleAreLeftOut() throws Exception {
        Files.writeString(file, "Host a\n  ProxyJump b\nHost b\n  ProxyJump a\n");
        var warnings = found(NO_CLIENT).warnings();
        assertTrue(
                warnings.stream().anyMatch(warning -> warning.key().equals("ssh.config.jump-loop")),
                warnings::toString);
    }

    @Test
    void warnsOfWhatItCannotUse() throws Exception {
        Files.writeString(file, """
                Match exec "touch %s/ran"
                  Port 1
                Host tunnelled
                  ProxyCommand aws ssm start-session --target %%h
                """.formatted(folder));
        assertEquals(
                List.of(
                        Message.of("ssh.config.match", "exec touch " + folder + "/ran"),
                        Message.of("ssh.config.proxy-command", "tunnelled", "aws ssm start-session --target %h")),
                found(NO_CLIENT).warnings());
        assertEquals(22, host("tunnelled", NO_CLIENT).port());
        assertFalse(Files.exists(folder.resolve("ran")));
    }

    @Test
    void filesNamedWithoutAFolderAreIncludedFromTheUsersOwn() throws Exception {
        var dot = Files.createDirectories(folder.resolve("home/.ssh/d"));
        Files.writeString(dot.resolve("one"), "Host a\n  Port 2201\n");
        var own = Files.writeString(dot.resolveSibling("config"), "Include d/*\nInclude ~/.ssh/d/none\n");
        assertEquals(
                2201,
                SshConfig.at(own, NO_CLIENT, folder.resolve("home"))
                        .host("a", "", 0)
                        .port());
    }

    @Test
    void filesThatIncludeOneAnotherInACircleAreReadToTheDepthThatOpenSshAllows() throws Exception {
        Files.writeString(file, "Port 2201\nInclude " + file + "\n");
        assertEquals(2201, SshConfig.at(file, NO_CLIENT).host("a", "", 0).port());
    }

    @Test
    void whatSshItselfDoesNotAcceptIsSaidAndReadAllTheSame() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh")), "no OpenSSH client on this machine");
        Files.writeString(file, "NoSuchKeyword yes\nHost a\n  Port 2201\n");
        var host = SshConfig.at(file).host("a", "", 0);
        assertEquals(2201, host.port());
        assertEquals("ssh.config.refused", host.warnings().getFirst().key());
        assertTrue(host.warnings().getFirst().arguments().get(1).toString().contains("nosuchkeyword"));
    }

    @Test
    void manyHostsAreAskedForOnceEach() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/ssh")), "no OpenSSH client on this machine");
        var asked = folder.resolve("asked");
        var program =
                Files.writeString(folder.resolve("counting"), "#!/bin/sh\necho x >> " + asked + "\nexec ssh \"$@\"\n");
        assertTrue(program.toFile().setExecutable(true));
        var config = SshConfig.at(file, program.toString());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 40; i++) {
                threads.submit(() -> config.host("cass-1", "", 0));
            }
        }
        // the host and its jump host
        assertEquals(2, Files.readAllLines(asked).size());
    }

    @Test
    void noFileOffersNothing() throws Exception {
        file = folder.resolve("missing");
        assertEquals(List.of(), found(NO_CLIENT).hosts());
    }

    @Test
    void aNameThatLooksLikeAnOptionIsNotOne() throws Exception {
        Files.writeString(file, "Host -oProxyCommand=false\n  HostName odd\n");
        assertEquals("odd", host("-oProxyCommand=false", NO_CLIENT).hostName());
        found("ssh");
    }
}
