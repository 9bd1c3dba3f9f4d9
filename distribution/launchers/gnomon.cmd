@echo off
rem Starts gnomon on its own runtime. Exclamation marks in arguments are not for the shell to expand.
setlocal EnableExtensions DisableDelayedExpansion
rem Windows has the names of files in Unicode, whatever the code page: nothing has to be set for them.
rem Options for other Java programs: the JVM would print that it found them.
set "JAVA_TOOL_OPTIONS="
set "JDK_JAVA_OPTIONS="
set "_JAVA_OPTIONS="
set "GNOMON_HOME_FOLDER=%~dp0.."
set "GNOMON_CACHE_NAME=gnomon"
if "%~1"=="" set "GNOMON_CACHE_NAME=help"
for %%w in (--version -v version --help -h help) do if "%~1"=="%%w" set "GNOMON_CACHE_NAME=help"
rem The last line, so that its exit code is that of the script however it was called.
"%GNOMON_HOME_FOLDER%\lib\runtime\bin\java.exe" @flags@ -XX:AOTCache="%GNOMON_HOME_FOLDER%\lib\%GNOMON_CACHE_NAME%.aot" -Xlog:disable -Xlog:all=off -Dgnomon.home="%GNOMON_HOME_FOLDER%" -Dgnomon.commit=@commit@ %GNOMON_JAVA_OPTIONS% --module-path "%GNOMON_HOME_FOLDER%\lib\modules" --module dev.gnomon.cli/dev.gnomon.cli.Main %*
