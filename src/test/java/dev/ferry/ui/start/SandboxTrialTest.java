package dev.ferry.ui.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.ferry.outcome.FailureException;
import dev.ferry.sandbox.SandboxJava;
import dev.ferry.ui.Inline;
import dev.ferry.ui.Samples;
import dev.ferry.ui.start.SandboxTrial.State;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class SandboxTrialTest {
    private static final Path DOCUMENT = Path.of("/tmp/sandbox.ferry");

    private final List<String> happened = new ArrayList<>();
    private boolean fails;

    @Test
    void aStartedSandboxOpensItsDocumentAndEndsOnRequest() {
        var trial = trial();
        trial.look();
        assertEquals(17, trial.java().get().feature());
        trial.start();
        assertEquals(State.RUNNING, trial.state().get());
        assertEquals("Starting two source nodes", trial.line().get());
        trial.start();
        trial.reopen();
        trial.stop();
        assertEquals(State.IDLE, trial.state().get());
        trial.reopen();
        assertEquals(List.of("started", "opened " + DOCUMENT, "opened " + DOCUMENT, "closed"), happened);
    }

    @Test
    void whatCannotStartSaysWhyAndCanBeTriedAgain() {
        var trial = trial();
        fails = true;
        trial.look();
        assertNull(trial.java().get());
        assertTrue(trial.failure().get() != null);
        fails = false;
        trial.look();
        assertNull(trial.failure().get());
        fails = true;
        trial.start();
        assertEquals(State.IDLE, trial.state().get());
        assertTrue(trial.failure().get() != null);
        fails = false;
        trial.start();
        assertEquals(State.RUNNING, trial.state().get());
        assertNull(trial.failure().get());
    }

    @Test
    void theEndOfTheWindowEndsIt() {
        var trial = trial();
        trial.start();
        trial.close();
        trial.close();
        assertEquals(List.of("started", "opened " + DOCUMENT, "closed"), happened);
    }

    private SandboxTrial trial() {
        return new SandboxTrial(new Inline(), path -> happened.add("opened " + path), new SandboxTrial.Grounds() {
            @Override
            public SandboxJava java() throws FailureException {
                refuse();
                return new SandboxJava(17, Path.of("/jdk"));
            }

            @Override
            public SandboxTrial.Running start(Consumer<String> progress) throws FailureException {
                refuse();
                progress.accept("Starting two source nodes");
                happened.add("started");
                return new SandboxTrial.Running() {
                    @Override
                    public Path document() {
                        return DOCUMENT;
                    }

                    @Override
                    public void close() {
                        happened.add("closed");
                    }
                };
            }
        });
    }

    private void refuse() throws FailureException {
        if (fails) {
            throw new FailureException(Samples.failure());
        }
    }
}
