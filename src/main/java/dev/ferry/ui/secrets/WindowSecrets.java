package dev.ferry.ui.secrets;

import dev.ferry.engine.Secrets;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.KeyRing;
import dev.ferry.secrets.Secret;
import dev.ferry.secrets.SecretReader;
import dev.ferry.secrets.SessionSecrets;
import dev.ferry.secrets.SessionSecrets.Answers;
import dev.ferry.secrets.SessionSecrets.Question;
import dev.ferry.text.Messages;
import dev.ferry.ui.fx.Background;
import dev.ferry.ui.fx.Dialogs;
import dev.ferry.ui.work.SecretDesk;
import dev.ferry.ui.work.SecretVault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The secrets of one migration while it is open in the window.
public final class WindowSecrets implements SecretDesk, SecretVault {
    private final SessionSecrets session;
    private static final Logger LOG = LoggerFactory.getLogger(WindowSecrets.class);

    private final KeyRing keyRing;
    private final Background background;
    private final Dialogs dialogs;
    private final WindowAnswers answers;
    // whoever comes second finds answered what the first was asked
    private final ReentrantLock turn = new ReentrantLock();

    /// The secrets of a migration.
    ///
    /// @param owner the migration's id
    /// @param kept which accounts have been kept
    public WindowSecrets(
            String owner, KeyRing keyRing, SessionSecrets.Kept kept, Background background, Dialogs dialogs) {
        this.keyRing = keyRing;
        this.background = background;
        this.dialogs = dialogs;
        this.answers = new WindowAnswers(background, dialogs, turn);
        var reader =
                new SecretReader(name -> Optional.ofNullable(System.getenv(name)), label -> Optional.empty(), keyRing);
        this.session = new SessionSecrets(owner, reader, keyRing, kept, this::ask);
    }

    @Override
    public Secrets read(Set<String> sources) throws FailureException, InterruptedException {
        turn.lockInterruptibly();
        try {
            return new Secrets(session.read(sources)).with(answers);
        } finally {
            turn.unlock();
        }
    }

    /// Asks in the window, on the toolkit's thread, while this thread waits.
    private Optional<Answers> ask(List<Question> questions) throws InterruptedException {
        var answer = new CompletableFuture<Optional<Answers>>();
        background.later(() -> show(questions, answer));
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody answers with an exception", e);
        } catch (InterruptedException e) {
            answer.cancel(false);
            throw e;
        }
    }

    private void show(List<Question> questions, CompletableFuture<Optional<Answers>> answer) {
        var pane = new SecretPane(questions);
        dialogs.custom(
                new Dialogs.Question(Messages.text("ui.secrets.title"), "", Messages.text("ui.secrets.verb"), false),
                pane.root(),
                () -> answer.complete(Optional.of(pane.answers())),
                () -> answer.complete(Optional.empty()));
        background.later(pane::focus);
        background.run(keyRing::isAvailable, pane::ring, failure -> pane.ring(false));
        // whoever gave up waiting takes the dialog away
        answer.whenComplete((given, why) -> {
            if (why != null) {
                background.later(pane::close);
            }
        });
    }

    @Override
    public boolean isTyped(String source) {
        return session.isTyped(source);
    }

    @Override
    public void remember(String source, Secret secret) {
        session.remember(source, secret);
    }

    @Override
    public void keep(String source, Secret secret) throws FailureException {
        session.keep(source, secret);
    }

    @Override
    public String account(String source) {
        return session.account(source);
    }

    @Override
    public void refused(Set<String> sources) {
        background.run(
                () -> {
                    for (var source : sources) {
                        session.forget(source);
                    }
                    return true;
                },
                done -> {},
                failure -> LOG.warn("a refused secret is still kept: {}", failure.cause()));
    }
}
