@echo off
rem The command line of Granular-DQ. Builds on first use and when the sources are newer than the build.
rem JAVA_HOME chooses the Java, GRANULAR_DQ_JAVA_OPTS adds options for it (for example -Xmx8g).
setlocal
for %%i in ("%~dp0..") do set "ROOT=%%~fi"
set "CLASSPATH_FILE=%ROOT%\target\granular-dq.classpath"

set "JAVA=java"
if defined JAVA_HOME set "JAVA=%JAVA_HOME%\bin\java"
set "JAVA_VERSION="
for /f "tokens=3" %%v in ('""%JAVA%" -version 2^>^&1 ^| findstr /c:" version ""' ) do (
  if not defined JAVA_VERSION for /f "delims=.-+ " %%m in ("%%~v") do set "JAVA_VERSION=%%m"
)
if not defined JAVA_VERSION (
  echo granular-dq: no Java at "%JAVA%"; install Java 17 or newer and put it on the PATH or set JAVA_HOME. 1>&2
  exit /b 1
)
if %JAVA_VERSION% LSS 17 (
  echo granular-dq: Java 17 or newer is needed, "%JAVA%" is version %JAVA_VERSION%; set JAVA_HOME to a newer one. 1>&2
  exit /b 1
)

set "STALE="
if exist "%CLASSPATH_FILE%" (
  powershell -NoProfile -Command "$b = (Get-Item $env:CLASSPATH_FILE).LastWriteTime; exit [int](@(Get-ChildItem -Recurse -File (Join-Path $env:ROOT 'pom.xml'), (Join-Path $env:ROOT 'src\main') | Where-Object { $_.LastWriteTime -gt $b }).Count -gt 0)"
  if errorlevel 1 set "STALE=1"
) else set "STALE=1"
if not defined STALE goto run

echo granular-dq: building, this takes some minutes ... 1>&2
pushd "%ROOT%"
call mvnw.cmd -q -B -Dmaven.test.skip=true -Denforcer.skip=true -Dzips.skip=true package 1>&2 <nul
set "BUILD=%ERRORLEVEL%"
popd
if not "%BUILD%"=="0" (
  echo granular-dq: the build failed, see above. 1>&2
  exit /b 1
)

:run
set "JAR="
for /f "delims=" %%j in ('dir /b /o-d "%ROOT%\target\granular-dq-*.jar" ^| findstr /v /e /c:"-sources.jar" /c:"-javadoc.jar" /c:"-tests.jar"') do (
  if not defined JAR set "JAR=%ROOT%\target\%%j"
)
set "DEPENDENCIES="
for /f "usebackq delims=" %%c in ("%CLASSPATH_FILE%") do set "DEPENDENCIES=%%c"
rem The peers that are compared with are seen by "benchmark" alone.
set "BENCHMARK_CLASSPATH_FILE=%ROOT%\target\granular-dq-benchmark.classpath"
if "%~1"=="benchmark" if exist "%BENCHMARK_CLASSPATH_FILE%" (
  for /f "usebackq delims=" %%c in ("%BENCHMARK_CLASSPATH_FILE%") do set "DEPENDENCIES=%DEPENDENCIES%;%%c"
)
set "NATIVE_ACCESS="
if %JAVA_VERSION% GEQ 22 set "NATIVE_ACCESS=--enable-native-access=ALL-UNNAMED"
if not defined TF_CPP_MIN_LOG_LEVEL set "TF_CPP_MIN_LOG_LEVEL=1"

"%JAVA%" -Djava.awt.headless=true -Dorg.slf4j.simpleLogger.defaultLogLevel=warn %NATIVE_ACCESS% %GRANULAR_DQ_JAVA_OPTS% -cp "%JAR%;%DEPENDENCIES%" io.github.granulardq.command.cli.Main %*
exit /b %ERRORLEVEL%
