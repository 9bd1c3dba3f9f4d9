package dev.gnomon.dialect.sqlserver;

import dev.gnomon.engine.dialect.ReachKind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What procedures, functions and objects reach beyond the database they are used in, by their names. */
final class SqlserverReachRoutines {

    private static final Map<String, ReachKind> PROCEDURES = new LinkedHashMap<>();

    private static final Set<String> HARMLESS = Set.of("xp_sprintf", "xp_sscanf", "xp_msver", "xp_qv");

    static {
        put(
                ReachKind.PROGRAMS,
                "xp_cmdshell sp_oacreate sp_oamethod sp_oasetproperty sp_oagetproperty sp_oadestroy"
                        + " sp_execute_external_script sp_addextendedproc sp_dropextendedproc");
        put(
                ReachKind.FILES,
                "xp_dirtree xp_fileexist xp_subdirs xp_create_subdir xp_delete_file xp_copy_file xp_delete_files"
                        + " xp_fixeddrives xp_readerrorlog sp_addumpdevice sp_dropdevice");
        put(
                ReachKind.SERVERS,
                "sp_addlinkedserver sp_dropserver sp_serveroption sp_addlinkedsrvlogin sp_droplinkedsrvlogin sp_addserver"
                        + " sp_setnetname sp_send_dbmail sp_invoke_external_rest_endpoint sp_execute_remote xp_sendmail");
        put(
                ReachKind.ROLES,
                "sp_addlogin sp_droplogin sp_grantlogin sp_revokelogin sp_denylogin sp_defaultdb sp_defaultlanguage"
                        + " sp_password sp_addsrvrolemember sp_dropsrvrolemember sp_addremotelogin sp_dropremotelogin"
                        + " xp_grantlogin xp_revokelogin sp_change_users_login");
        put(
                ReachKind.DATABASES,
                "sp_renamedb sp_attach_db sp_attach_single_file_db sp_detach_db sp_dboption sp_dbremove sp_msforeachdb"
                        + " sp_create_removable sp_certify_removable sp_dbcmptlevel");
        put(
                ReachKind.SERVER,
                "sp_configure sp_addmessage sp_altermessage sp_dropmessage sp_cycle_errorlog sp_procoption sp_trace_create"
                        + " sp_trace_setstatus sp_trace_setevent sp_replicationdboption sp_adddistributor sp_adddistributiondb"
                        + " sp_add_job sp_add_jobstep sp_add_jobserver sp_add_jobschedule sp_add_schedule sp_attach_schedule"
                        + " sp_delete_job sp_delete_jobstep sp_delete_jobschedule sp_delete_schedule sp_update_job"
                        + " sp_update_jobstep sp_update_schedule sp_start_job sp_stop_job sp_add_alert sp_add_operator"
                        + " sp_add_category sp_add_proxy sp_delete_alert sp_delete_operator xp_regwrite xp_regread"
                        + " xp_regdeletekey xp_regdeletevalue xp_instance_regwrite xp_instance_regread xp_servicecontrol"
                        + " xp_logevent");
    }

    /** Functions that read files of the server. */
    private static final Set<String> FILE_FUNCTIONS = Set.of(
            "fn_trace_gettable",
            "fn_get_audit_file",
            "fn_xe_file_target_read_file",
            "fn_dump_dblog",
            "dm_os_enumerate_filesystem",
            "dm_os_file_exists");

    private static final Set<String> TEXT_RUNNERS = Set.of(
            "sp_prepare", "sp_prepexec", "sp_cursoropen", "sp_cursorprepare", "sp_cursorprepexec", "sp_msforeachtable");

    /** Behind CREATE, ALTER or DROP: the first words of what belongs to the whole server. */
    private static final Map<String, ReachKind> OBJECTS = Map.ofEntries(
            Map.entry("LOGIN", ReachKind.ROLES),
            Map.entry("SERVER ROLE", ReachKind.ROLES),
            Map.entry("CREDENTIAL", ReachKind.ROLES),
            Map.entry("ENDPOINT", ReachKind.SERVER),
            Map.entry("SERVER AUDIT", ReachKind.SERVER),
            Map.entry("SERVER CONFIGURATION", ReachKind.SERVER),
            Map.entry("AVAILABILITY GROUP", ReachKind.SERVER),
            Map.entry("RESOURCE POOL", ReachKind.SERVER),
            Map.entry("RESOURCE GOVERNOR", ReachKind.SERVER),
            Map.entry("EXTERNAL RESOURCE", ReachKind.SERVER),
            Map.entry("WORKLOAD GROUP", ReachKind.SERVER),
            Map.entry("EVENT SESSION", ReachKind.SERVER),
            Map.entry("SERVICE MASTER", ReachKind.SERVER),
            Map.entry("CRYPTOGRAPHIC PROVIDER", ReachKind.PROGRAMS),
            Map.entry("ASSEMBLY", ReachKind.PROGRAMS),
            Map.entry("EXTERNAL LANGUAGE", ReachKind.PROGRAMS),
            Map.entry("EXTERNAL LIBRARY", ReachKind.PROGRAMS),
            Map.entry("EXTERNAL DATA", ReachKind.SERVERS),
            Map.entry("EXTERNAL TABLE", ReachKind.SERVERS));

    private SqlserverReachRoutines() {}

    private static void put(ReachKind kind, String names) {
        for (String name : names.split(" ")) {
            PROCEDURES.put(name, kind);
        }
    }

    /** What a procedure reaches, whose name is in lower case and has nothing in front. */
    static Optional<ReachKind> procedure(String name) {
        boolean external = name.startsWith("xp_") && !HARMLESS.contains(name);
        return Optional.ofNullable(PROCEDURES.get(name))
                .or(() -> external ? Optional.of(ReachKind.PROGRAMS) : Optional.empty());
    }

    /** Whether some argument of a procedure is a text that it runs. */
    static boolean runsTexts(String procedure) {
        return TEXT_RUNNERS.contains(procedure);
    }

    static boolean readsFiles(String function) {
        return FILE_FUNCTIONS.contains(function);
    }

    /** What an object reaches by these two words, of which the second one need not count. */
    static Optional<ReachKind> object(String first, String second) {
        return Optional.ofNullable(OBJECTS.get(first)).or(() -> Optional.ofNullable(OBJECTS.get(first + " " + second)));
    }

    /** What to write instead. */
    static String remedy(ReachKind kind) {
        return switch (kind) {
            case DATABASES -> "Take out what names another database: a migration changes the database that it runs in.";
            case FILES ->
                "Take the statement out of the migration, and read or write the file by a program of your own.";
            case PROGRAMS ->
                "Take the statement out of the migrations, and let who administers the server run it once.";
            case SERVERS ->
                "Take the statement out of the migrations: what leads to other servers is set up once, by who"
                        + " administers the server.";
            case ROLES ->
                "Put what all databases of the server share, such as logins, into a script of its own outside of"
                        + " the migrations; users of the database may stay.";
            case SERVER -> "Take the statement out of the migrations: it is about the whole server, and set up once.";
            case UNREADABLE ->
                "Write the statement into the migration as it is, or begin the text that is run with the"
                        + " words that say what it does.";
        };
    }
}
