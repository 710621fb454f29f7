package dev.ferry.secrets;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.text.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The secrets of one migration while its document is open in a window.
///
/// What somebody typed is asked for once: it stays in memory until the document is closed. Whoever wants
/// has it kept in the key ring as well, under the service {@link #SERVICE} and an account that names the
/// migration and the secret, and is then not asked the next time either. What comes from a variable or a
/// file is read each time, since it may change.
///
/// A secret is looked for in this order: typed in this session, its own source, the key ring, the person.
public final class SessionSecrets {
    /// The service under which Ferry keeps secrets in the key ring.
    public static final String SERVICE = "Ferry";

    private static final Logger LOG = LoggerFactory.getLogger(SessionSecrets.class);

    private final String owner;
    private final SecretReader reader;
    private final KeyRing keyRing;
    private final Kept kept;
    private final Asking asking;
    private final Map<String, Secret> typed = new ConcurrentHashMap<>();

    /// The secrets of one migration.
    ///
    /// @param owner the migration's id
    /// @param reader for variables, files and the key ring; it is never asked for what a person types
    /// @param keyRing where typed secrets are kept on request
    /// @param kept which accounts have been kept
    /// @param asking asks the person
    public SessionSecrets(String owner, SecretReader reader, KeyRing keyRing, Kept kept, Asking asking) {
        this.owner = owner;
        this.reader = reader;
        this.keyRing = keyRing;
        this.kept = kept;
        this.asking = asking;
    }

    /// The secrets of these sources. Asks once for all that are missing, and waits for the answer; not on a
    /// thread that draws.
    ///
    /// @param sources as documents say them: `env:NAME`, `file:/path`, `avn:`, `keyring:service/account`,
    ///     `prompt:label`
    /// @throws FailureException if one cannot be had, or the person gave none
    public Map<String, Secret> read(Set<String> sources) throws FailureException, InterruptedException {
        var found = new HashMap<String, Secret>();
        var questions = new ArrayList<Question>();
        for (var text : new TreeSet<>(sources)) {
            var secret = find(text);
            secret.ifPresent(value -> found.put(text, value));
            if (secret.isEmpty()) {
                questions.add(new Question(text, label(SecretSource.parse(text))));
            }
        }
        if (!questions.isEmpty()) {
            found.putAll(ask(questions));
        }
        return Map.copyOf(found);
    }

    private Optional<Secret> find(String text) throws FailureException {
        var remembered = typed.get(text);
        if (remembered != null) {
            return Optional.of(remembered);
        }
        var source = SecretSource.parse(text);
        return switch (source) {
            case SecretSource.Environment _, SecretSource.File _, SecretSource.Avn _ ->
                Optional.of(reader.read(source));
            case SecretSource.KeyRing(var service, var account) -> keptUnder(service, account);
            case SecretSource.Prompt _ ->
                kept.has(account(text)) ? keptUnder(SERVICE, account(text)) : Optional.empty();
        };
    }

    /// A key ring that does not answer is no reason to stop: the person can be asked.
    private Optional<Secret> keptUnder(String service, String account) {
        try {
            return keyRing.find(service, account);
        } catch (FailureException e) {
            LOG.info("the key ring does not answer: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private Map<String, Secret> ask(List<Question> questions) throws FailureException, InterruptedException {
        var answers = asking.ask(questions).orElseThrow(() -> cancelled(questions));
        var found = new HashMap<String, Secret>();
        for (var question : questions) {
            var secret = answers.secrets().get(question.source());
            if (secret == null) {
                throw cancelled(List.of(question));
            }
            found.put(question.source(), secret);
            remember(question.source(), secret);
            if (answers.keep() == Keep.IN_KEY_RING) {
                keepOrLog(question.source(), secret);
            }
        }
        return found;
    }

    private void keepOrLog(String source, Secret secret) {
        try {
            keep(source, secret);
        } catch (FailureException e) {
            LOG.warn("a secret was not kept in the key ring: {}", e.getMessage());
        }
    }

    private static FailureException cancelled(List<Question> questions) {
        var first = questions.getFirst();
        return new FailureException(new Failure(
                Failure.Kind.NEEDS_ATTENTION,
                "workstation → " + first.source(),
                Message.of("secrets.session.cancelled", first.label(), questions.size()),
                "",
                Message.of("secrets.session.cancelled.remedy")));
    }

    /// What a person calls the secret of a source.
    public static String label(SecretSource source) {
        return switch (source) {
            case SecretSource.Prompt(var label) -> label;
            case SecretSource.KeyRing(var _, var account) -> account;
            case SecretSource.Environment _, SecretSource.File _, SecretSource.Avn _ -> source.text();
        };
    }

    /// Whether this source's secret was typed in this session.
    public boolean isTyped(String source) {
        return typed.containsKey(source);
    }

    /// Somebody typed a secret: nobody is asked for it again in this session.
    public void remember(String source, Secret secret) {
        typed.put(source, secret);
    }

    /// Keeps a secret that was typed for this session and in the key ring, for the next one. May wait for the
    /// desktop.
    ///
    /// @throws FailureException if the key ring does not take it; it is remembered for the session all the same
    public void keep(String source, Secret secret) throws FailureException {
        remember(source, secret);
        switch (SecretSource.parse(source)) {
            case SecretSource.KeyRing(var service, var account) -> keep(service, account, secret);
            case SecretSource.Prompt _ -> keep(SERVICE, account(source), secret);
            case SecretSource.Environment _, SecretSource.File _, SecretSource.Avn _ -> {
                // it is kept there already
            }
        }
    }

    private void keep(String service, String account, Secret secret) throws FailureException {
        keyRing.keep(service, account, secret);
        if (service.equals(SERVICE)) {
            kept.add(account);
        }
    }

    /// A secret that was typed is wrong: the person is asked again, and the key ring does not offer it any
    /// more. May wait for the desktop.
    public void forget(String source) throws FailureException {
        typed.remove(source);
        switch (SecretSource.parse(source)) {
            case SecretSource.KeyRing(var service, var account) -> {
                if (service.equals(SERVICE)) {
                    forgetKept(account);
                }
            }
            case SecretSource.Prompt _ -> forgetKept(account(source));
            case SecretSource.Environment _, SecretSource.File _, SecretSource.Avn _ -> {
                // whoever wrote it there has to mend it there
            }
        }
    }

    private void forgetKept(String account) throws FailureException {
        if (kept.has(account)) {
            keyRing.forget(SERVICE, account);
            kept.remove(account);
        }
    }

    /// Under which account the secret of a source is kept: `m0123456789/password of ops`. The same label in
    /// two migrations is two secrets.
    public String account(String source) {
        var colon = source.indexOf(':');
        return owner + "/" + (colon < 0 ? source : source.substring(colon + 1));
    }

    /// Takes every secret that Ferry kept out of the key ring. May wait for the desktop.
    ///
    /// @param accounts under which they were kept
    /// @param kept is told of each that is gone
    /// @throws FailureException if the key ring does not answer; those before are gone
    public static void forgetAll(KeyRing keyRing, Set<String> accounts, Kept kept) throws FailureException {
        for (var account : accounts) {
            keyRing.forget(SERVICE, account);
            kept.remove(account);
        }
    }

    /// Which accounts were kept under {@link #SERVICE}: a key ring cannot be asked for a list. Called from any
    /// thread.
    public interface Kept {
        /// Whether a secret was kept under this account.
        boolean has(String account);

        /// One was kept.
        void add(String account);

        /// It is there no more.
        void remove(String account);
    }

    /// Asks a person for secrets.
    @FunctionalInterface
    public interface Asking {
        /// Asks for all of them at once and waits.
        ///
        /// @return empty if the person did not want to
        Optional<Answers> ask(List<Question> questions) throws InterruptedException;
    }

    /// One secret to ask for.
    ///
    /// @param source as the document says it
    /// @param label what it is, for people
    public record Question(String source, String label) {}

    /// What a person answered.
    ///
    /// @param secrets source → secret, one for each question
    /// @param keep whether they shall be kept beyond the session
    public record Answers(Map<String, Secret> secrets, Keep keep) {
        public Answers {
            secrets = Map.copyOf(secrets);
        }
    }

    /// How long a typed secret is kept.
    public enum Keep {
        /// Until the document is closed.
        IN_SESSION,
        /// In the key ring, until it is taken out there.
        IN_KEY_RING
    }
}
