package dev.ferry.cassandra;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.ferry.secrets.Redactor;
import dev.ferry.secrets.Secret;
import dev.ferry.text.Messages;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CqlCauseTest {
    @ParameterizedTest
    @EnumSource
    void hasASentenceAndANextStepAndIsRecognised(CqlCause cause) {
        var failure = cause.failure("workstation → here:9042 (CQL)", "", "here:9042", "ann", "30");
        assertFalse(Messages.text(failure.cause()).isBlank());
        assertFalse(Messages.text(failure.remedy()).isBlank());
        assertEquals(Optional.of(cause), CqlCause.of(failure));
    }

    @Test
    void hidesSecretsInTheEvidence() {
        Secret.of("correct horse battery");
        var failure = CqlCause.SYNTAX.failure("here", "near 'correct horse battery'", "here");
        assertEquals("near '" + Redactor.MASK + "'", failure.evidence());
    }
}
