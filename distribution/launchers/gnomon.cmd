@echo off
setlocal
set "GNOMON_HOME_FOLDER=%~dp0.."
"%GNOMON_HOME_FOLDER%\lib\runtime\bin\java.exe" @flags@ -XX:AOTCache="%GNOMON_HOME_FOLDER%\lib\gnomon.aot" -Xlog:disable -Xlog:all=off -Dgnomon.home="%GNOMON_HOME_FOLDER%" -Dgnomon.commit=@commit@ --module-path "%GNOMON_HOME_FOLDER%\lib\modules" --module dev.gnomon.cli/dev.gnomon.cli.Main %*
exit /b %ERRORLEVEL%
