# Functions of the launcher and of distribution/build. Set "here" to the root of the repository first.

fail() {
    printf 'gnomon: %s\n' "$1" >&2
    exit 1
}

# The release number in a JDK's own "release" file, so that no JVM has to start to be asked.
release_of() {
    sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release" 2>/dev/null | head -n 1
}

# Prints the newest suitable JDK home; a suitable JAVA_HOME wins.
find_jdk() {
    best='' best_release=0
    for home in "${GNOMON_JAVA_HOME:-}" "${JAVA_HOME:-}" /usr/lib/jvm/* /opt/java/* /opt/jdk* \
        "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/* "${HOME-}"/.m2/jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home; do
        [ -n "$home" ] && [ -x "$home/bin/javac" ] || continue
        release=$(release_of "$home")
        [ -n "$release" ] && [ "$release" -ge 21 ] || continue
        if [ "$home" = "${GNOMON_JAVA_HOME:-}" ] || [ "$home" = "${JAVA_HOME:-}" ]; then
            best=$home
            break
        fi
        if [ "$release" -gt "$best_release" ]; then
            best=$home best_release=$release
        fi
    done
    if [ -z "$best" ] && command -v javac >/dev/null 2>&1; then
        home=$(dirname -- "$(dirname -- "$(readlink -f -- "$(command -v javac)")")")
        release=$(release_of "$home")
        [ -n "$release" ] && [ "$release" -ge 21 ] && best=$home
    fi
    printf '%s' "$best"
}

application=$here/cli/target/application

# Whether a source is newer than a file, or the file is not there.
older_than_sources() {
    [ -f "$1" ] || return 0
    [ -n "$(find "$here" \( -name target -o -name .git -o -name node_modules \) -prune -o \
        \( -path '*/src/main/*' -o -name pom.xml \) -newer "$1" -type f -print 2>/dev/null | head -n 1)" ]
}

needs_build() {
    older_than_sources "$application/built"
}

# build JDK
build() {
    # Maven keeps what it needs below the home folder, which services often have no variable for.
    [ -n "${HOME-}" ] || HOME=$(getent passwd "$(id -u)" 2>/dev/null | cut -d: -f6)
    export HOME="${HOME:-$here/target}"
    maven=mvn
    command -v mvn >/dev/null 2>&1 || maven=./mvnw
    printf 'gnomon: building %s (once, about half a minute)\n' "$here" >&2
    log=$(mktemp)
    # What Maven says is of interest only when it fails: a JDK newer than it makes it warn.
    if ! (cd "$here" && JAVA_HOME=$1 $maven -B -ntp -q -Dmaven.test.skip -Dspotless.check.skip -Dgnomon.unchecked \
        -Dtest-servers.skip=true -pl cli -am package >"$log" 2>&1); then
        cat "$log" >&2
        rm -f "$log"
        fail "the build failed; what Maven said stands above."
    fi
    rm -f "$log"
    touch "$application/built"
}
