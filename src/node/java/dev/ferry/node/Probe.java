package dev.ferry.node;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Tries from a node what the loader will need: whether the target's ports can be reached, are what they should be, and
 * accept the client certificate.
 *
 * <p>Standard input holds one setting a line, name and value with a tab between: {@code keystore},
 * {@code keystorePassword}, {@code truststore}, {@code truststorePassword}, each with {@code native.} or
 * {@code internode.} in front; and for every check a line {@code check}, host, port, {@code native} or
 * {@code internode}, {@code plain}, {@code tls} or, where the certificate has to carry that host's name,
 * {@code named-tls}. Nothing of it is in the process list.
 *
 * <p>Standard output gets one line for every check, in the same order, with tabs between: host, port, kind,
 * {@code pass} or {@code fail}, the stage that was reached ({@code store}, {@code resolve}, {@code tcp}, {@code tls},
 * {@code cql}), the reason as one word ({@code ok} for a pass, {@code unnamed} for that of a native
 * port whose certificate does not carry its name), and what was seen.
 */
public final class Probe {
    private static final int AT_ONCE = 16;

    private Probe() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, "UTF-8");
        run(in, out);
    }

    static void run(BufferedReader in, PrintStream out) throws IOException, InterruptedException {
        Map<String, String> settings = new HashMap<>();
        List<Check> checks = new ArrayList<>();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] fields = line.split("\t", -1);
            if (fields.length == 5 && fields[0].equals("check")) {
                Stores stores = fields[4].equals("plain") ? null : new Stores(settings, fields[3]);
                boolean isNamed = fields[4].equals("named-tls");
                checks.add(new Check(fields[1], Integer.parseInt(fields[2]), fields[3], stores, isNamed));
            } else if (fields.length == 2) {
                settings.put(fields[0], fields[1]);
            }
        }
        run(checks, out);
    }

    private static void run(List<Check> checks, PrintStream out) throws InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Future<String>> answers = new ArrayList<>();
            for (Check check : checks) {
                answers.add(executor.submit(check::run));
            }
            for (Future<String> answer : answers) {
                out.println(answer.get());
            }
        } catch (ExecutionException defect) {
            throw new IllegalStateException(defect.getCause());
        } finally {
            executor.shutdownNow();
        }
    }
}
