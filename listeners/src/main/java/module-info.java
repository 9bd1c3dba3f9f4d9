/** The listeners that gnomon comes with: a journal, a policy, a log, a webhook. Ordinary users of the event API. */
module dev.gnomon.listeners {
    requires transitive dev.gnomon.engine.api;
    requires java.net.http;
    requires org.tomlj;
    requires static org.jspecify;

    exports dev.gnomon.listeners.event;
    exports dev.gnomon.listeners.journal;
    exports dev.gnomon.listeners.logging;
    exports dev.gnomon.listeners.policy;
    exports dev.gnomon.listeners.webhook;
}
