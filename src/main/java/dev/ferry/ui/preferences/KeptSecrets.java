package dev.ferry.ui.preferences;

import dev.ferry.secrets.SessionSecrets;
import dev.ferry.settings.SettingsFile;

/// The accounts of kept secrets, remembered in the settings.
public record KeptSecrets(SettingsFile settings) implements SessionSecrets.Kept {
    @Override
    public boolean has(String account) {
        return settings.settings().kept().contains(account);
    }

    @Override
    public void add(String account) {
        settings.change(now -> now.keeping(account));
    }

    @Override
    public void remove(String account) {
        settings.change(now -> now.forgetting(account));
    }
}
