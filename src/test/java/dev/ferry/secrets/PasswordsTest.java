package dev.ferry.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

final class PasswordsTest {
    @Test
    void hasTheLengthAndOnlyLettersAndDigits() {
        var password = Passwords.random(2000).reveal();
        assertEquals(2000, password.length());
        assertTrue(password.matches("[A-Za-z0-9]+"), password);
        // 62 characters, 2000 draws: one that never comes has a chance of 62 · (61/62)^2000, some 5 in 10^13
        assertEquals(62, password.chars().distinct().count());
    }

    @Test
    void isAnotherEachTimeAndNeverEmpty() {
        assertNotEquals(Passwords.random(20), Passwords.random(20));
        assertThrows(IllegalArgumentException.class, () -> Passwords.random(0));
    }
}
