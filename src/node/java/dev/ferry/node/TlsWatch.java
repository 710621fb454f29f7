package dev.ferry.node;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.GeneralSecurityException;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Locale;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * One TLS handshake as the loader does it, and what could be seen of it: exceptions alone do not say whose certificate
 * was not liked.
 */
final class TlsWatch {
    private final SSLContext context;

    private final X509Certificate client;

    private final boolean isNamed;

    private volatile X509Certificate server;

    private volatile boolean isServerRefused;

    private volatile boolean isClientAsked;

    private volatile boolean isClientShown;

    private volatile String session = "no session";

    /** @param isNamed whether the server's certificate has to carry its name, as HTTPS has it (RFC 2818) */
    TlsWatch(Stores stores, boolean isNamed) throws IOException, GeneralSecurityException {
        this.isNamed = isNamed;
        client = stores.client();
        context = SSLContext.getInstance("TLS");
        context.init(new KeyManager[] {new Keys(stores.keys())}, new TrustManager[] {new Trust(stores.trust())}, null);
    }

    SSLSocket handshake(Socket plain, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(plain, host, port, true);
        if (isNamed) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(parameters);
        }
        socket.startHandshake();
        SSLSession made = socket.getSession();
        session = made.getProtocol() + " " + made.getCipherSuite();
        return socket;
    }

    String seen() {
        return session + certificates();
    }

    /** Begins with a separator; empty if no certificate has been seen. */
    String certificates() {
        String text = server == null ? "" : "; server " + text(server);
        if (!isClientAsked) {
            return text + "; no client certificate asked for";
        }
        if (!isClientShown) {
            return text + "; no client certificate of an authority that the server names";
        }
        return text + "; client " + text(client);
    }

    /** What is to blame, as one word. */
    String reason(IOException failure) {
        if (isServerRefused) {
            if (isNamed && isAboutItsName(failure)) {
                return "server-name";
            }
            return isOutOfDate(server) ? "server-expired" : "untrusted";
        }
        if (failure instanceof SocketTimeoutException) {
            return "timeout";
        }
        String text = String.valueOf(failure).toLowerCase(Locale.ROOT);
        if (text.contains("unrecognized ssl message") || text.contains("plaintext connection")) {
            return "not-tls";
        }
        if (isClientAsked) {
            return isClientShown && isOutOfDate(client) ? "client-expired" : "client-refused";
        }
        return text.contains("fatal alert") ? "handshake" : "closed";
    }

    // The words of sun.security.util.HostnameChecker, which looks at the name last.
    private static boolean isAboutItsName(Throwable failure) {
        for (Throwable thrown = failure; thrown != null; thrown = thrown.getCause()) {
            String text = String.valueOf(thrown.getMessage());
            if (text.contains("No subject alternative") || text.contains("No name matching")) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOutOfDate(X509Certificate certificate) {
        Date now = new Date();
        return certificate != null && (now.after(certificate.getNotAfter()) || now.before(certificate.getNotBefore()));
    }

    private static String text(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName() + " (valid "
                + certificate.getNotBefore().toInstant() + " to "
                + certificate.getNotAfter().toInstant() + ")";
    }

    /** Remembers whether the server asked for a client certificate, and whether there was one to show. */
    private final class Keys extends X509ExtendedKeyManager {
        private final X509ExtendedKeyManager keys;

        private Keys(X509ExtendedKeyManager keys) {
            this.keys = keys;
        }

        @Override
        public String chooseClientAlias(String[] types, Principal[] issuers, Socket socket) {
            return chosen(keys.chooseClientAlias(types, issuers, socket));
        }

        @Override
        public String chooseEngineClientAlias(String[] types, Principal[] issuers, SSLEngine engine) {
            return chosen(keys.chooseEngineClientAlias(types, issuers, engine));
        }

        private String chosen(String alias) {
            isClientAsked = true;
            isClientShown |= alias != null;
            return alias;
        }

        @Override
        public String[] getClientAliases(String type, Principal[] issuers) {
            return keys.getClientAliases(type, issuers);
        }

        @Override
        public String[] getServerAliases(String type, Principal[] issuers) {
            return keys.getServerAliases(type, issuers);
        }

        @Override
        public String chooseServerAlias(String type, Principal[] issuers, Socket socket) {
            return keys.chooseServerAlias(type, issuers, socket);
        }

        @Override
        public X509Certificate[] getCertificateChain(String alias) {
            return keys.getCertificateChain(alias);
        }

        @Override
        public PrivateKey getPrivateKey(String alias) {
            return keys.getPrivateKey(alias);
        }
    }

    /** Remembers the server's certificate and whether it was trusted. */
    private final class Trust extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager trust;

        private Trust(X509ExtendedTrustManager trust) {
            this.trust = trust;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            server = chain[0];
            isServerRefused = true;
            trust.checkServerTrusted(chain, type, socket);
            isServerRefused = false;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            trust.checkServerTrusted(chain, type, engine);
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
            trust.checkServerTrusted(chain, type);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
                throws CertificateException {
            trust.checkClientTrusted(chain, type, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            trust.checkClientTrusted(chain, type, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
            trust.checkClientTrusted(chain, type);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return trust.getAcceptedIssuers();
        }
    }
}
