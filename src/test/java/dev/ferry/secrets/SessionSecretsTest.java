package dev.ferry.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.SessionSecrets.Answers;
import dev.ferry.secrets.SessionSecrets.Keep;
import dev.ferry.secrets.SessionSecrets.Question;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SessionSecretsTest {
    private static final String SUDO = "prompt:sudo of ops";
    private static final String LOGIN = "prompt:login of reader";
    private static final String KEPT = "keyring:Ferry/m01/token";

    private final Map<String, Secret> ring = new HashMap<>();
    private final Set<String> kept = new TreeSet<>();
    private final List<List<Question>> asked = new ArrayList<>();
    private Keep keep = Keep.IN_SESSION;
    private boolean isAnswering = true;
    private boolean isRingThere = true;

    @Test
    void asksOnceForAllThatIsMissingAndThenNeverAgain() throws Exception {
        var session = session("m01");
        assertEquals(
                Map.of(SUDO, typed(SUDO), LOGIN, typed(LOGIN), "env:TOKEN", Secret.of("from-environment")),
                session.read(Set.of(SUDO, LOGIN, "env:TOKEN")));
        assertEquals(
                List.of(List.of(new Question(LOGIN, "login of reader"), new Question(SUDO, "sudo of ops"))), asked);
        assertEquals(typed(SUDO), session.read(Set.of(SUDO)).get(SUDO));
        assertEquals(1, asked.size());
        assertEquals(Map.of(), ring);
    }

    @Test
    void whatIsKeptIsFoundInTheNextSessionOfTheSameMigrationOnly() throws Exception {
        keep = Keep.IN_KEY_RING;
        session("m01").read(Set.of(SUDO));
        assertEquals(Map.of("Ferry|m01/sudo of ops", typed(SUDO)), ring);
        assertEquals(Set.of("m01/sudo of ops"), kept);

        assertEquals(typed(SUDO), session("m01").read(Set.of(SUDO)).get(SUDO));
        assertEquals(1, asked.size());
        session("m02").read(Set.of(SUDO));
        assertEquals(2, asked.size());
    }

    @Test
    void aKeyRingWithoutTheSecretIsAReasonToAsk() throws Exception {
        keep = Keep.IN_KEY_RING;
        assertEquals(typed(KEPT), session("m01").read(Set.of(KEPT)).get(KEPT));
        assertEquals(List.of(List.of(new Question(KEPT, "m01/token"))), asked);
        assertEquals(Map.of("Ferry|m01/token", typed(KEPT)), ring);
        assertEquals(typed(KEPT), session("m01").read(Set.of(KEPT)).get(KEPT));
        assertEquals(1, asked.size());
    }

    @Test
    void withoutAKeyRingASecretHoldsForTheSession() throws Exception {
        isRingThere = false;
        keep = Keep.IN_KEY_RING;
        var session = session("m01");
        session.read(Set.of(SUDO, KEPT));
        session.read(Set.of(SUDO, KEPT));
        assertEquals(1, asked.size());
        assertEquals(Set.of(), kept);
        assertThrows(FailureException.class, () -> session.keep(SUDO, Secret.of("typed elsewhere")));
        assertTrue(session.isTyped(SUDO));
    }

    @Test
    void whoeverDoesNotWantToIsToldWhatToDo() {
        isAnswering = false;
        var failure = assertThrows(FailureException.class, () -> session("m01").read(Set.of(SUDO)))
                .failure();
        assertEquals("secrets.session.cancelled", failure.cause().key());
        assertEquals(List.of("sudo of ops", "1"), failure.cause().arguments());
    }

    @Test
    void whatIsForgottenIsAskedForAgain() throws Exception {
        keep = Keep.IN_KEY_RING;
        var session = session("m01");
        session.read(Set.of(SUDO));
        session.forget(SUDO);
        assertFalse(session.isTyped(SUDO));
        assertEquals(Map.of(), ring);
        assertEquals(Set.of(), kept);
        session.read(Set.of(SUDO));
        assertEquals(2, asked.size());
    }

    @Test
    void everythingThatFerryKeptCanBeForgottenAtOnce() throws Exception {
        keep = Keep.IN_KEY_RING;
        ring.put("Other|m01/sudo of ops", Secret.of("of another program"));
        session("m01").read(Set.of(SUDO, LOGIN));
        SessionSecrets.forgetAll(new Ring(), new TreeSet<>(kept), new Accounts());
        assertEquals(Set.of("Other|m01/sudo of ops"), ring.keySet());
        assertEquals(Set.of(), kept);
    }

    @Test
    void whatWasTypedInAFieldIsNotAskedFor() throws Exception {
        var session = session("m01");
        session.remember(SUDO, Secret.of("typed in a field"));
        assertEquals("typed in a field", session.read(Set.of(SUDO)).get(SUDO).reveal());
        assertEquals(List.of(), asked);
    }

    private SessionSecrets session(String owner) {
        var reader = new SecretReader(
                name -> Optional.of("from-environment"),
                label -> {
                    throw new AssertionError("a terminal was asked");
                },
                new Ring());
        return new SessionSecrets(owner, reader, new Ring(), new Accounts(), questions -> {
            asked.add(questions);
            return isAnswering
                    ? Optional.of(new Answers(
                            questions.stream()
                                    .collect(Collectors.toMap(Question::source, each -> typed(each.source()))),
                            keep))
                    : Optional.empty();
        });
    }

    private static Secret typed(String source) {
        return Secret.of("typed for " + source);
    }

    private final class Accounts implements SessionSecrets.Kept {
        @Override
        public boolean has(String account) {
            return kept.contains(account);
        }

        @Override
        public void add(String account) {
            kept.add(account);
        }

        @Override
        public void remove(String account) {
            kept.remove(account);
        }
    }

    private final class Ring implements KeyRing {
        @Override
        public boolean isAvailable() {
            return isRingThere;
        }

        @Override
        public Optional<Secret> find(String service, String account) throws FailureException {
            return Optional.ofNullable(open().get(service + "|" + account));
        }

        @Override
        public void keep(String service, String account, Secret secret) throws FailureException {
            open().put(service + "|" + account, secret);
        }

        @Override
        public void forget(String service, String account) throws FailureException {
            open().remove(service + "|" + account);
        }

        private Map<String, Secret> open() throws FailureException {
            if (!isRingThere) {
                throw DesktopKeyRing.unavailable("");
            }
            return ring;
        }
    }
}
