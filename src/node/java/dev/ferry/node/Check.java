package dev.ferry.node;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;

/** One port of one target node, tried once. */
final class Check {
    private static final int CONNECT_MILLIS = 4_000;

    private static final int ANSWER_MILLIS = 6_000;

    /** Under TLS 1.3 a client certificate is judged after the client's handshake is done: wait that long for a no. */
    private static final int REFUSAL_MILLIS = 1_500;

    private static final int CQL_VERSION = 4;

    private static final int CQL_HEADER = 9;

    private static final int CQL_OPTIONS = 5;

    private static final int CQL_SUPPORTED = 6;

    private static final int CQL_ANSWER = 0x80;

    private static final int TLS_ALERT = 0x15;

    private final String host;

    private final int port;

    private final String kind;

    private final Stores stores;

    private final boolean isNamed;

    private final String good;

    /**
     * @param stores null for a port without TLS
     * @param isNamed whether the port's certificate has to carry the host's name
     */
    Check(String host, int port, String kind, Stores stores, boolean isNamed) {
        this(host, port, kind, stores, isNamed, "ok");
    }

    /** The loader compares no names on the native port: one that is not carried is told, and what else there is tried. */
    private Check(String host, int port, String kind, Stores stores, boolean isNamed, String good) {
        this.host = host;
        this.port = port;
        this.kind = kind;
        this.stores = stores;
        this.isNamed = isNamed;
        this.good = good;
    }

    /** Tries it and gives the line of the answer. Nothing that the other side does makes it throw. */
    String run() {
        InetAddress address;
        try {
            address = InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            return fail("resolve", "name", e.toString());
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), CONNECT_MILLIS);
            socket.setSoTimeout(ANSWER_MILLIS);
            return stores == null ? overTcp(socket) : overTls(socket);
        } catch (SocketTimeoutException e) {
            return fail("tcp", "timeout", e.toString());
        } catch (ConnectException e) {
            boolean isRefused = String.valueOf(e.getMessage()).contains("refused");
            return fail("tcp", isRefused ? "refused" : "unreachable", e.toString());
        } catch (IOException e) {
            return fail("tcp", "unreachable", e.toString());
        }
    }

    private String overTcp(Socket socket) {
        return kind.equals("native") ? cql(socket, "connected") : pass("tcp", "connected");
    }

    private String overTls(Socket plain) {
        TlsWatch watch;
        try {
            watch = new TlsWatch(stores, isNamed);
        } catch (IOException | GeneralSecurityException e) {
            return fail("store", "store", e.toString());
        }
        try {
            Socket socket = watch.handshake(plain, host, port);
            String seen = watch.seen();
            if (kind.equals("native")) {
                return cql(socket, seen);
            }
            awaitRefusal(socket);
            return pass("tls", seen);
        } catch (IOException e) {
            String reason = watch.reason(e);
            return reason.equals("server-name") && kind.equals("native")
                    ? new Check(host, port, kind, stores, false, "unnamed").run()
                    : fail("tls", reason, e + watch.certificates());
        }
    }

    /** Returns if the other side says nothing, which is consent. */
    private static void awaitRefusal(Socket socket) throws IOException {
        socket.setSoTimeout(REFUSAL_MILLIS);
        try {
            if (socket.getInputStream().read() < 0) {
                throw new EOFException("closed after the handshake");
            }
        } catch (SocketTimeoutException silence) {
            // Accepted: it waits for the first message.
        }
    }

    private String cql(Socket socket, String seen) {
        try {
            socket.getOutputStream().write(new byte[] {CQL_VERSION, 0, 0, 0, CQL_OPTIONS, 0, 0, 0, 0});
            socket.getOutputStream().flush();
            int[] header = read(socket.getInputStream());
            if ((header[0] & CQL_ANSWER) != 0 && header[4] == CQL_SUPPORTED) {
                return pass("cql", seen + "; CQL answers");
            }
            boolean isTlsPort = header[0] == TLS_ALERT;
            return fail("cql", isTlsPort ? "is-tls" : "not-cql", seen + "; first bytes " + hex(header));
        } catch (SocketTimeoutException e) {
            return fail("cql", "timeout", seen + "; " + e);
        } catch (IOException e) {
            return fail("cql", "closed", seen + "; " + e);
        }
    }

    private static int[] read(InputStream in) throws IOException {
        int[] header = new int[CQL_HEADER];
        for (int i = 0; i < header.length; i++) {
            header[i] = in.read();
            if (header[i] < 0 && i == 0) {
                throw new EOFException("closed without an answer");
            }
            if (header[i] < 0) {
                break;
            }
        }
        return header;
    }

    private static String hex(int[] bytes) {
        StringBuilder hex = new StringBuilder();
        for (int value : bytes) {
            hex.append(value < 0 ? "" : String.format("%02x", value));
        }
        return hex.toString();
    }

    private String pass(String stage, String seen) {
        return answer("pass", stage, good, seen);
    }

    private String fail(String stage, String reason, String seen) {
        return answer("fail", stage, reason, seen);
    }

    private String answer(String verdict, String stage, String reason, String seen) {
        String oneLine = seen.replaceAll("\\s+", " ");
        return String.join("\t", host, String.valueOf(port), kind, verdict, stage, reason, oneLine);
    }
}
