@echo off
setlocal
set "GNOMON_HOME_FOLDER=%~dp0.."
set "GNOMON_CACHE_NAME=gnomon"
if "%~1"=="--version" set "GNOMON_CACHE_NAME=help"
if "%~1"=="--help" set "GNOMON_CACHE_NAME=help"
"%GNOMON_HOME_FOLDER%\lib\runtime\bin\java.exe" @flags@ -XX:AOTCache="%GNOMON_HOME_FOLDER%\lib\%GNOMON_CACHE_NAME%.aot" -Xlog:disable -Xlog:all=off -Dgnomon.home="%GNOMON_HOME_FOLDER%" -Dgnomon.commit=@commit@ --module-path "%GNOMON_HOME_FOLDER%\lib\modules" --module dev.gnomon.cli/dev.gnomon.cli.Main %*
exit /b %ERRORLEVEL%
