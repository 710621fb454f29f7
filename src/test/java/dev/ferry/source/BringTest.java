package dev.ferry.source;

import dev.ferry.ssh.LocalRemote;
import dev.ferry.ssh.Remote;

final class BringTest implements BringContract {
    @Override
    public Remote remote(String path) {
        return new LocalRemote(path);
    }
}
