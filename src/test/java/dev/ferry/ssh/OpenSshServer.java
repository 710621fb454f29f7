package dev.ferry.ssh;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// A real OpenSSH server on a loopback address, with host keys, port and log of its own, run by whoever
/// runs the tests: `OpenSshServer.prepared().with("MaxAuthTries 2").start()`. A test without OpenSSH is
/// passed over.
///
/// Whoever runs the tests can log in with [#login()]. Run by root it may also have accounts with passwords
/// and a PAM service: they stand in files that only this server sees, in a mount namespace of its own.
public final class OpenSshServer implements AutoCloseable {
    private static final Path SSHD = Path.of("/usr/sbin/sshd");
    private static final int FIRST_UID = 47_110;

    private final Path folder;
    private final String address;
    private final int port;
    private final List<String> hostKeys;
    private final Process process;

    private OpenSshServer(Setup setup, Path folder) throws Exception {
        this.folder = folder;
        this.address = setup.address;
        this.port = freePort(address);
        this.hostKeys = new ArrayList<>(setup.hostKeys);
        for (var type : hostKeys) {
            keygen("-q", "-t", type, "-N", "", "-f", hostKey(type).toString());
        }
        Files.createFile(folder.resolve("authorized_keys"));
        Files.writeString(folder.resolve("sshd_config"), configuration(setup));
        this.process = new ProcessBuilder(command(setup))
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out").toFile())
                .start();
    }

    /// What a server shall be; nothing runs yet.
    public static Setup prepared() {
        return new Setup();
    }

    /// What a server shall be.
    public static final class Setup {
        private final List<String> lines = new ArrayList<>();
        private final Map<String, String> accounts = new LinkedHashMap<>();
        private final Map<String, String> pam = new LinkedHashMap<>();
        private final Map<String, PrivateFile> files = new LinkedHashMap<>();
        private List<String> hostKeys = List.of("ed25519");
        private String address = "127.0.0.1";

        /// At another loopback address, such as `127.0.0.7`.
        public Setup at(String address) {
            this.address = address;
            return this;
        }

        /// With these lines of `sshd_config` before the usual ones: the first value of a keyword wins. The
        /// word `FOLDER` stands for the server's folder.
        public Setup with(String... lines) {
            this.lines.addAll(List.of(lines));
            return this;
        }

        /// With host keys of these types, as `ssh-keygen -t` names them.
        public Setup withHostKeys(String... types) {
            this.hostKeys = List.of(types);
            return this;
        }

        /// With an account that only this server knows. Root alone can have that.
        public Setup withAccount(String user, String password) {
            accounts.put(user, shadow(user, hashed(password), "20000"));
            return this;
        }

        /// With an account whose password has to be changed at the first login.
        public Setup withExpiredAccount(String user, String password) {
            accounts.put(user, shadow(user, hashed(password), "0"));
            return this;
        }

        /// With PAM, these the lines of its service; without lines of their own, accounts are valid and
        /// sessions open. Root alone can have that. Also here `FOLDER` stands for the server's folder, in
        /// which `pam_code.so` lies: it asks for the one-time code 271828.
        public Setup withPam(String... lines) {
            pam.put("sshd", String.join("\n", lines) + "\n");
            return with("UsePAM yes");
        }

        /// With a file that only this server and what it runs sees, in the place of one that is there. The word
        /// `FOLDER` stands for the server's folder. Root alone can have that.
        ///
        /// @param mode as in `r--r-----`
        public Setup withFile(String path, String mode, String content) {
            files.put(path, new PrivateFile(mode, content));
            return this;
        }

        /// With a PAM service besides that of the server itself.
        public Setup withPamService(String service, String... lines) {
            pam.put(service, String.join("\n", lines) + "\n");
            return this;
        }

        private boolean isPrivate() {
            return !accounts.isEmpty() || !pam.isEmpty() || !files.isEmpty();
        }

        /// Starts it. Passes the test over where this machine cannot.
        public OpenSshServer start() throws Exception {
            assumeTrue(Files.isExecutable(SSHD), "no OpenSSH server on this machine");
            if (isPrivate()) {
                assumeTrue(isRoot(), "only root can have accounts for a test");
                assumeTrue(canUnshare(), "no mount namespaces here");
            }
            var folder = Files.createTempDirectory("ferry-sshd");
            // others may go through it: the server reads authorized_keys as the user who logs in
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx--x--x"));
            var server = new OpenSshServer(this, folder);
            try {
                server.awaitPort();
                return server;
            } catch (Throwable e) {
                server.close();
                throw e;
            }
        }
    }

    private record PrivateFile(String mode, String content) {}

    private String configuration(Setup setup) {
        var lines = new ArrayList<String>();
        lines.add("ListenAddress " + address + ":" + port);
        hostKeys.forEach(type -> lines.add("HostKey " + hostKey(type)));
        setup.lines.forEach(line -> lines.add(line.replace("FOLDER", folder.toString())));
        lines.addAll(List.of(
                "AuthorizedKeysFile " + folder.resolve("authorized_keys"),
                "PidFile none",
                "StrictModes no",
                "UsePAM no",
                "UseDNS no",
                "PermitRootLogin yes",
                "PasswordAuthentication no",
                "LogLevel VERBOSE"));
        // of this keyword the last value wins, unlike of all others
        if (setup.lines.stream().noneMatch(line -> line.startsWith("MaxStartups"))) {
            lines.add("MaxStartups 100:30:200");
        }
        return String.join("\n", lines) + "\n";
    }

    private List<String> command(Setup setup) throws Exception {
        var sshd = List.of(
                SSHD.toString(),
                "-D",
                "-E",
                folder.resolve("log").toString(),
                "-f",
                folder.resolve("sshd_config").toString());
        // the service's start makes it; without the service nobody has
        var privileges = Path.of("/run/sshd");
        if (isRoot() && !Files.exists(privileges)) {
            Files.createDirectory(
                    privileges, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        }
        if (!setup.isPrivate()) {
            return sshd;
        }
        var script = privateFiles(setup) + "exec " + String.join(" ", sshd);
        return List.of("unshare", "--mount", "--propagation", "private", "sh", "-c", script);
    }

    /// Writes the files that only this server sees, and says how they are laid over the machine's.
    private String privateFiles(Setup setup) throws IOException {
        var users = new StringBuilder(Files.readString(Path.of("/etc/passwd")));
        var passwords = new StringBuilder(Files.readString(Path.of("/etc/shadow")));
        var uid = FIRST_UID;
        for (var account : setup.accounts.entrySet()) {
            var home = Files.createDirectories(folder.resolve("home").resolve(account.getKey()));
            users.append("%s:x:%d:%d::%s:/bin/sh\n".formatted(account.getKey(), uid, uid, home));
            passwords.append(account.getValue());
            uid++;
        }
        var services = Files.createDirectory(folder.resolve("pam.d"));
        // what a service does not say
        Files.writeString(services.resolve("other"), """
                auth required pam_deny.so
                account required pam_permit.so
                password required pam_deny.so
                session required pam_permit.so
                """);
        for (var service : setup.pam.entrySet()) {
            Files.writeString(
                    services.resolve(service.getKey()), service.getValue().replace("FOLDER", folder.toString()));
        }
        if (setup.pam.values().stream().anyMatch(lines -> lines.contains("pam_code.so"))) {
            compileCodeModule();
        }
        var mounts = new StringBuilder("set -e\n");
        mounts.append(mount(Files.writeString(folder.resolve("passwd"), users), "/etc/passwd"));
        mounts.append(mount(Files.writeString(folder.resolve("shadow"), passwords), "/etc/shadow"));
        mounts.append(mount(services, "/etc/pam.d"));
        var number = 0;
        for (var file : setup.files.entrySet()) {
            var content = file.getValue().content.replace("FOLDER", folder.toString());
            var path = Files.writeString(folder.resolve("private-" + number), content);
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(file.getValue().mode));
            mounts.append(mount(path, file.getKey()));
            number++;
        }
        return mounts.toString();
    }

    private void compileCodeModule() throws IOException {
        var source = folder.resolve("pam_code.c");
        try (var content = OpenSshServer.class.getResourceAsStream("pam_code.c")) {
            Files.copy(content, source);
            run("cc", "-shared", "-fPIC", "-o", folder.resolve("pam_code.so").toString(), source.toString());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            assumeTrue(false, "no C compiler on this machine");
        }
    }

    private static String mount(Path what, String where) {
        return "mount --bind " + what + " " + where + "\n";
    }

    private static String shadow(String user, String hash, String changedOnDay) {
        return user + ":" + hash + ":" + changedOnDay + ":0:99999:7:::\n";
    }

    private static String hashed(String password) {
        try {
            return run("openssl", "passwd", "-6", password).strip();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitPort() throws Exception {
        for (int i = 0; i < 200; i++) {
            try (var _ = new Socket(address, port)) {
                return;
            } catch (IOException e) {
                assertTrue(process.isAlive(), () -> out() + log());
                Thread.sleep(50);
            }
        }
        throw new IllegalStateException("sshd does not listen: " + out() + log());
    }

    /// Whether root runs the tests.
    public static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static boolean canUnshare() throws InterruptedException {
        try {
            var tried = new ProcessBuilder("unshare", "--mount", "mount", "--bind", "/etc", "/etc").start();
            return tried.waitFor(10, TimeUnit.SECONDS) && tried.exitValue() == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort(String address) throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getByName(address))) {
            return socket.getLocalPort();
        }
    }

    /// Where it listens.
    public String address() {
        return address;
    }

    public int port() {
        return port;
    }

    /// A folder of its own, gone when it is closed.
    public Path folder() {
        return folder;
    }

    /// The file of a host key; the public one has `.pub` added.
    public Path hostKey(String type) {
        return folder.resolve("host_" + type);
    }

    /// The fingerprint of its first host key, as OpenSSH prints it.
    public String fingerprint() throws IOException, InterruptedException {
        return run("ssh-keygen", "-lf", hostKey(hostKeys.getFirst()) + ".pub").split(" ")[1];
    }

    /// The known_hosts lines of its host keys.
    public String knownHosts() throws IOException {
        var lines = new StringBuilder();
        for (var type : hostKeys) {
            var words = Files.readString(Path.of(hostKey(type) + ".pub")).split("\\s+");
            lines.append("[%s]:%d %s %s\n".formatted(address, port, words[0], words[1]));
        }
        return lines.toString();
    }

    /// The processes of the connections that are open now; not the one that listens.
    public List<ProcessHandle> sessions() {
        return process.descendants().toList();
    }

    /// Sends a signal to the processes of all connections, such as `STOP`.
    public void signal(String signal) throws IOException, InterruptedException {
        for (var session : sessions()) {
            new ProcessBuilder("kill", "-" + signal, String.valueOf(session.pid()))
                    .start()
                    .waitFor();
        }
    }

    /// What the server has logged so far.
    public String log() {
        return read("log");
    }

    private String out() {
        return read("out");
    }

    private String read(String name) {
        var file = folder.resolve(name);
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What the server has logged, once this stands in it.
    public String logWith(String text) throws InterruptedException {
        for (int i = 0; i < 100 && !log().contains(text); i++) {
            Thread.sleep(50);
        }
        assertTrue(log().contains(text), () -> "\"" + text + "\" is not in the log:\n" + log());
        return log();
    }

    /// Makes a key pair in the server's folder, not yet authorized.
    ///
    /// @param arguments of `ssh-keygen`, such as `-t`, `ed25519`; the pass phrase is empty unless `-N` says
    /// @return the private key's file; the public one has `.pub` added
    public Path key(String name, String... arguments) throws IOException, InterruptedException {
        var file = folder.resolve(name);
        var all = new ArrayList<>(List.of("-q", "-C", name, "-f", file.toString()));
        all.addAll(List.of(arguments));
        if (!all.contains("-N")) {
            all.addAll(List.of("-N", ""));
        }
        keygen(all.toArray(String[]::new));
        return file;
    }

    /// From now on the holder of a key may log in, as anybody.
    ///
    /// @param key the private key's file, the public one beside it
    public void authorize(Path key) throws IOException {
        authorizeLine(Files.readString(Path.of(key + ".pub")).strip());
    }

    /// Adds a line to authorized_keys, such as `cert-authority ssh-ed25519 …`.
    public void authorizeLine(String line) throws IOException {
        var file = folder.resolve("authorized_keys");
        Files.writeString(file, line + "\n", StandardOpenOption.APPEND);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
    }

    /// Believes this server's keys; keys that are accepted are written into the server's folder.
    public HostKeyPolicy hostKeys() throws IOException {
        var known = Files.writeString(folder.resolve("known_hosts"), knownHosts());
        return new HostKeyPolicy(folder.resolve("own_known_hosts"), List.of(known), Set.of());
    }

    /// A login with nothing to log in with yet.
    public SshLogin login(String user) throws IOException {
        return SshLogin.of(user, address, port, hostKeys());
    }

    /// A login of whoever runs the tests that works.
    public SshLogin login() throws IOException, InterruptedException {
        var key = folder.resolve("client");
        if (!Files.exists(key)) {
            authorize(key("client", "-t", "ed25519"));
        }
        return login(System.getProperty("user.name")).withKeys(List.of(SshKey.of(key)));
    }

    /// Runs `ssh-keygen`.
    public static void keygen(String... arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("ssh-keygen"));
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    /// Runs a program to its end and gives what it printed.
    public static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var out = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), () -> String.join(" ", command) + ": " + out);
        return out;
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
        try {
            process.waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
