package dev.gnomon.dialect.postgresql;

import dev.gnomon.engine.dialect.ReachKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The functions of the server and of its usual extensions that reach out of a database.
 *
 * @param does what each of them does, after its name
 */
record PostgresqlReachRoutines(ReachKind kind, String does) {

    private static final PostgresqlReachRoutines READS_FILES =
            new PostgresqlReachRoutines(ReachKind.FILES, "reads files of the server's machine");

    private static final PostgresqlReachRoutines WRITES_FILES =
            new PostgresqlReachRoutines(ReachKind.FILES, "writes files of the server's machine");

    private static final PostgresqlReachRoutines REACHES_SERVERS =
            new PostgresqlReachRoutines(ReachKind.SERVERS, "talks to another server");

    private static final PostgresqlReachRoutines REACHES_SESSIONS =
            new PostgresqlReachRoutines(ReachKind.SERVER, "interferes with other sessions of the server");

    private static final PostgresqlReachRoutines CONTROLS_SERVER =
            new PostgresqlReachRoutines(ReachKind.SERVER, "controls the server itself");

    private static final PostgresqlReachRoutines MAKES_JOBS =
            new PostgresqlReachRoutines(ReachKind.SERVER, "plans or changes jobs of the server");

    private static final PostgresqlReachRoutines REPLICATES =
            new PostgresqlReachRoutines(ReachKind.SERVER, "changes how the server replicates");

    private static final Map<String, PostgresqlReachRoutines> BY_NAME = new LinkedHashMap<>();

    static {
        put(
                READS_FILES,
                "lo_import",
                "pg_file_length",
                "pg_file_read",
                "pg_hba_file_rules",
                "pg_ident_file_mappings",
                "pg_logdir_ls",
                "pg_ls_archive_statusdir",
                "pg_ls_dir",
                "pg_ls_logdir",
                "pg_ls_logicalmapdir",
                "pg_ls_logicalsnapdir",
                "pg_ls_replslotdir",
                "pg_ls_summariesdir",
                "pg_ls_tmpdir",
                "pg_ls_waldir",
                "pg_read_binary_file",
                "pg_read_file",
                "pg_read_file_all",
                "pg_read_file_off_len",
                "pg_read_file_old",
                "pg_read_file_v2",
                "pg_show_all_file_settings",
                "pg_stat_file",
                "pg_stat_file_1arg");
        put(WRITES_FILES, "lo_export", "pg_file_rename", "pg_file_sync", "pg_file_unlink", "pg_file_write");
        put(
                REACHES_SERVERS,
                "citus_add_node",
                "citus_remove_node",
                "http",
                "http_delete",
                "http_get",
                "http_head",
                "http_patch",
                "http_post",
                "http_put",
                "master_add_node",
                "run_command_on_workers");
        put(
                REACHES_SESSIONS,
                "pg_background_launch",
                "pg_cancel_backend",
                "pg_log_backend_memory_contexts",
                "pg_terminate_backend");
        put(
                CONTROLS_SERVER,
                "pg_backup_start",
                "pg_backup_stop",
                "pg_create_restore_point",
                "pg_logfile_rotate",
                "pg_promote",
                "pg_reload_conf",
                "pg_rotate_logfile",
                "pg_rotate_logfile_old",
                "pg_rotate_logfile_v2",
                "pg_start_backup",
                "pg_stat_reset_replication_slot",
                "pg_stat_reset_shared",
                "pg_stat_reset_slru",
                "pg_stat_reset_subscription_stats",
                "pg_stat_statements_reset",
                "pg_stop_backup",
                "pg_switch_wal",
                "pg_switch_xlog",
                "pg_wal_replay_pause",
                "pg_wal_replay_resume");
        put(
                REPLICATES,
                "pg_copy_logical_replication_slot",
                "pg_copy_physical_replication_slot",
                "pg_create_logical_replication_slot",
                "pg_create_physical_replication_slot",
                "pg_drop_replication_slot",
                "pg_logical_slot_get_binary_changes",
                "pg_logical_slot_get_changes",
                "pg_replication_origin_advance",
                "pg_replication_origin_create",
                "pg_replication_origin_drop",
                "pg_replication_slot_advance",
                "pg_sync_replication_slots");
    }

    /** Schemas of extensions all of whose functions reach out. */
    private static final Map<String, PostgresqlReachRoutines> BY_SCHEMA = Map.of(
            "aws_lambda", REACHES_SERVERS,
            "aws_s3", REACHES_SERVERS,
            "pglogical", REACHES_SERVERS,
            "supabase_functions", REACHES_SERVERS,
            "utl_file", new PostgresqlReachRoutines(ReachKind.FILES, "reads or writes files of the server's machine"));

    private static final Set<String> JOBS = Set.of("alter_job", "schedule", "schedule_in_database", "unschedule");

    private static void put(PostgresqlReachRoutines function, String... names) {
        for (String name : names) {
            BY_NAME.put(name, function);
        }
    }

    /**
     * What a function of this name does.
     *
     * @param schema what stands in front of its name; blank if nothing does
     */
    static Optional<PostgresqlReachRoutines> of(String schema, String name) {
        if (name.startsWith("dblink")) {
            return Optional.of(REACHES_SERVERS);
        }
        if (schema.equals("cron") && JOBS.contains(name)) {
            return Optional.of(MAKES_JOBS);
        }
        if (schema.equals("net") && name.contains("http")) {
            return Optional.of(REACHES_SERVERS);
        }
        return BY_SCHEMA.containsKey(schema)
                ? Optional.of(BY_SCHEMA.get(schema))
                : Optional.ofNullable(BY_NAME.get(name));
    }

    /** Whether it belongs to the server, so that nothing else has its name. */
    static boolean isOfServer(String name) {
        return (name.startsWith("pg_") || name.startsWith("lo_")) && BY_NAME.containsKey(name);
    }
}
