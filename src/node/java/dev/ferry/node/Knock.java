package dev.ferry.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/**
 * Tries to open a TCP connection from this machine: {@code Knock <host> <port>}. Ends with 0 if somebody opened, with 1
 * if nobody did, saying {@code refused: <how it failed>}, with 2 if it was not asked rightly. Nothing is sent. A JVM that
 * does not come up ends with 1, too, but does not say that.
 */
public final class Knock {
    private static final int PATIENCE_MILLIS = 5000;

    private Knock() {}

    public static void main(String[] arguments) {
        System.exit(arguments.length == 2 ? knock(arguments[0], arguments[1]) : 2);
    }

    private static int knock(String host, String port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, Integer.parseInt(port)), PATIENCE_MILLIS);
            return 0;
        } catch (NumberFormatException e) {
            return 2;
        } catch (IOException e) {
            System.out.println("refused: " + e.getMessage());
            return 1;
        }
    }
}
