package dev.ferry.ssh;

final class LocalRemoteTest implements RemoteContract {
    private final Remote remote = new LocalRemote();

    @Override
    public Remote remote() {
        return remote;
    }
}
