package dev.ferry.text;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.MissingResourceException;
import java.util.ResourceBundle;

/// Turns a {@link Message} into a sentence, from `messages.properties` beside this class.
///
/// The file holds `java.text.MessageFormat` patterns: an apostrophe is written twice, a literal brace is
/// quoted.
public final class Messages {
    private static final ResourceBundle TEXTS = ResourceBundle.getBundle("dev.ferry.text.messages", Locale.ROOT);

    private Messages() {}

    /// The sentence for a message.
    ///
    /// @throws MissingResourceException if there is no such key: a defect, which a test looks for
    public static String text(Message message) {
        return new MessageFormat(TEXTS.getString(message.key()), Locale.ROOT)
                .format(message.arguments().toArray());
    }

    /// The sentence for a key and its values, for callers that have no {@link Message} at hand.
    public static String text(String key, Object... arguments) {
        return text(Message.of(key, arguments));
    }
}
