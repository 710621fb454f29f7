package dev.ferry.source;

import dev.ferry.ssh.LocalRemote;
import dev.ferry.ssh.Remote;

final class NodeFolderTest implements NodeFolderContract {
    @Override
    public Remote remote(String path) {
        return new LocalRemote(path);
    }
}
