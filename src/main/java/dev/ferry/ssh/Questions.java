package dev.ferry.ssh;

import dev.ferry.outcome.Failure;
import dev.ferry.outcome.FailureException;
import dev.ferry.secrets.Answering;
import dev.ferry.secrets.Inquiry;
import dev.ferry.secrets.Secret;
import dev.ferry.text.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.schmizz.sshj.common.Buffer;
import net.schmizz.sshj.common.DisconnectReason;
import net.schmizz.sshj.common.SSHPacket;
import net.schmizz.sshj.transport.TransportException;
import net.schmizz.sshj.userauth.UserAuthException;
import net.schmizz.sshj.userauth.method.AbstractAuthMethod;
import org.jspecify.annotations.Nullable;

/// Logs in by answering what the server asks, round by round (keyboard-interactive, RFC 4256).
///
/// A hidden question that looks like that for the password, the only such in its round, gets the password,
/// once. Whatever else is asked goes to whoever answers, in the server's own words. A person is asked on a
/// thread of its own: the library's must hear if the server hangs up meanwhile.
final class Questions extends AbstractAuthMethod {
    private static final int LONGEST_TEXT = 400;
    private static final int MOST_PROMPTS = 64;

    // PAM, FreeBSD ("Password for user@host:"), directories ("LDAP Password:"), some languages; not "New
    // password:", "One-time password (OATH) for `user':", "Password & verification code:"
    private static final Pattern PASSWORD = Pattern.compile(
            "(?iu).*\\b(password|passwort|kennwort|mot de passe|contraseña|senha|wachtwoord|lösenord|пароль)"
                    + "( (for|of) \\S+)?\\s*:?\\s*");
    private static final Pattern OTHER =
            Pattern.compile("(?iu).*\\b(new|retype|again|confirm|one.?time|otp|code|token|pin|factor|neues)\\b.*");
    private static final Pattern ESCAPES = Pattern.compile("\u001B\\[[0-9;?]*[ -/]*[@-~]");
    private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\s]+");

    private final Hop hop;
    private final HopLimit limit;
    private final Answering answering;
    private @Nullable Secret password;
    private String told = "";
    private volatile String asked = "";
    private volatile @Nullable FailureException failure;
    private volatile @Nullable Thread asking;

    /// @param password the answer to the question for the password; null if there is none
    Questions(Hop hop, HopLimit limit, @Nullable Secret password, Answering answering) {
        super("keyboard-interactive");
        this.hop = hop;
        this.limit = limit;
        this.password = password;
        this.answering = answering;
    }

    private record Prompt(String text, Inquiry.Echo echo) {}

    private record Round(String name, String instruction, List<Prompt> prompts) {}

    /// Why there was no answer; null if all was answered.
    @Nullable
    FailureException failure() {
        return failure;
    }

    /// The question for whose answer the server is waiting; empty if it waits for none.
    String asked() {
        return asked;
    }

    /// Asks no further.
    void stop() {
        var current = asking;
        if (current != null) {
            current.interrupt();
        }
    }

    @Override
    protected SSHPacket buildReq() throws UserAuthException {
        return super.buildReq().putString("").putString("");
    }

    @Override
    public void handle(net.schmizz.sshj.common.Message message, SSHPacket packet)
            throws UserAuthException, TransportException {
        if (message != net.schmizz.sshj.common.Message.USERAUTH_60) {
            super.handle(message, packet);
            return;
        }
        var round = read(packet);
        asking = Thread.ofVirtual().name("ssh-question").start(() -> respond(round));
    }

    private static Round read(SSHPacket packet) throws UserAuthException {
        try {
            var name = packet.readString();
            var instruction = packet.readString();
            packet.readString(); // language
            var count = packet.readUInt32();
            if (count > MOST_PROMPTS) {
                throw new UserAuthException("the server asks " + count + " questions at once");
            }
            var prompts = new ArrayList<Prompt>();
            for (long i = 0; i < count; i++) {
                var text = packet.readString();
                prompts.add(new Prompt(text, packet.readBoolean() ? Inquiry.Echo.SHOWN : Inquiry.Echo.HIDDEN));
            }
            return new Round(name, instruction, prompts);
        } catch (Buffer.BufferException e) {
            throw new UserAuthException("the server's questions are cut short", e);
        }
    }

    private void respond(Round round) {
        try {
            var answers = answers(round);
            if (answers.isEmpty()) {
                params.getTransport().disconnect(DisconnectReason.BY_APPLICATION);
                return;
            }
            var response = new SSHPacket(net.schmizz.sshj.common.Message.USERAUTH_INFO_RESPONSE)
                    .putUInt32(answers.get().size());
            for (var answer : answers.get()) {
                response.putSensitiveString(answer.reveal().toCharArray());
            }
            params.getTransport().write(response);
            asked = "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TransportException e) {
            log.debug("the connection ended before the answer", e);
        }
    }

    /// The answers of a round; empty if one is missing.
    private Optional<List<Secret>> answers(Round round) throws InterruptedException {
        told = words(told, round.name(), round.instruction());
        var answers = new ArrayList<Secret>();
        for (var prompt : round.prompts()) {
            var known = password;
            if (known != null && isForPassword(prompt, round)) {
                // asked again, it was not the right one, or another is meant
                password = null;
                answers.add(known);
                continue;
            }
            var answer = ask(words(told, prompt.text()), prompt.echo());
            if (answer.isEmpty()) {
                return Optional.empty();
            }
            answers.add(answer.get());
        }
        if (!round.prompts().isEmpty()) {
            told = "";
        }
        return Optional.of(answers);
    }

    private Optional<Secret> ask(String text, Inquiry.Echo echo) throws InterruptedException {
        asked = text;
        try {
            var answer = limit.asking(() -> answering.answer(new Inquiry(hop.toString(), text, echo)));
            if (answer.isEmpty()) {
                var cause = Message.of("ssh.question.unanswered", hop.to());
                failure = hop.failure(Failure.Kind.NEEDS_ATTENTION, cause, text, null);
            }
            return answer;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            var cause = Message.of("ssh.question.unanswered", hop.to());
            failure = hop.failure(Failure.Kind.NEEDS_ATTENTION, cause, text, e);
            return Optional.empty();
        }
    }

    private static boolean isForPassword(Prompt prompt, Round round) {
        return asksForPassword(prompt)
                && round.prompts().stream().filter(Questions::asksForPassword).count() == 1;
    }

    private static boolean asksForPassword(Prompt prompt) {
        return prompt.echo() == Inquiry.Echo.HIDDEN && asksForPassword(prompt.text());
    }

    /// Whether a hidden question wants the password: its last line counts, PAM puts notices before it.
    static boolean asksForPassword(String text) {
        var last = text.strip().lines().reduce("", (_, line) -> line).strip();
        return PASSWORD.matcher(last).matches() && !OTHER.matcher(last).matches();
    }

    /// The server's words on one line, without what a terminal would obey.
    static String words(String... texts) {
        var line = Stream.of(texts)
                .map(text -> ESCAPES.matcher(text).replaceAll(""))
                .map(text -> UNSEEN.matcher(text).replaceAll(" ").strip())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
        return line.length() <= LONGEST_TEXT ? line : line.substring(0, LONGEST_TEXT) + " …";
    }
}
