#!/usr/bin/env bash
# Packs everything and uses the packages as their users do, from an empty folder: installs the tool, trains and draws with it; makes, builds, runs and
# tests a project of each template; compiles the program of the library's readme, and runs it trimmed and compiled ahead of time. Prints times and
# sizes. The last line says whether all of it worked.
#
#     tests/packages.sh [--short] [--keep] [--feed DIR]
#
# --short leaves out other platforms than this one, trimming and compiling ahead of time, for CI. --keep keeps the folder. --feed uses packages that
# are packed already. Compiling ahead of time needs clang or gcc, and zlib (apt-get install clang zlib1g-dev).
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 NO_COLOR=1

short=false keep=false work=$(mktemp -d) root=$PWD
feed=$work/feed
while (($# > 0)); do
    case $1 in
        --short) short=true && shift ;;
        --keep) keep=true && shift ;;
        --feed) feed=$(realpath "$2") && shift 2 ;;
        *) sed -n '2,10p' "$0" && exit 2 ;;
    esac
done
finish() {
    local status=$?
    $keep && echo "kept: $work" || rm -rf "$work"
    [ $status -eq 0 ] && echo "packages: all worked in $SECONDS s" || echo "packages: FAILED after $SECONDS s"
}
trap finish EXIT

step() { echo "== $1 ($SECONDS s)"; }
# quiet COMMAND...: prints its output only if it fails.
quiet() { "$@" >"$work/log" 2>&1 || { cat "$work/log"; return 1; }; }
require() { [ -s "$1" ] || { echo "$1 is missing or empty"; return 1; }; }

step "pack"
version=$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' Directory.Build.props)
rid=$(dotnet --info | sed -n 's/^ *RID: *//p')
if [ "$feed" != "$work/feed" ]; then
    echo "using $feed"
elif $short; then
    for project in src/GanSharp.Tensors src/GanSharp src/GanSharp.Images src/GanSharp.Reports templates/GanSharp.Templates; do
        quiet dotnet pack "$project" -c Release --no-restore -o "$feed"
    done
    quiet dotnet pack src/GanSharp.Cli -c Release -o "$feed" -p:ToolPlatforms="$rid" -p:PublishReadyToRun=false
else
    quiet dotnet pack -c Release -o "$feed"
fi
(cd "$feed" && du -k ./*.nupkg | sort -k2 | awk '{ printf "%7d KB  %s\n", $1, substr($2, 3) }')
for name in GanSharp.Tensors GanSharp GanSharp.Images GanSharp.Reports; do
    entries=$(unzip -Z1 "$feed/$name.$version.nupkg")
    for entry in README.md icon.png LICENSE "lib/net10.0/$name.dll" "lib/net10.0/$name.xml"; do
        grep -qxF "$entry" <<<"$entries" || { echo "$name lacks $entry"; exit 1; }
    done
    require "$feed/$name.$version.snupkg"
done

# An empty folder, with the packages as one more source. Caches of this user are only read.
mkdir "$work/user" && cd "$work/user"
global=$(dotnet nuget locals global-packages --list | sed 's/^global-packages: //')
if [ -e "${global}gansharp/$version" ]; then
    echo "${global} has GanSharp $version, which would be used instead of the one that was packed; remove it"
    exit 1
fi
export NUGET_PACKAGES=$work/packages
cat >nuget.config <<XML
<configuration>
  <packageSources><add key="packed" value="$feed" /></packageSources>
  <fallbackPackageFolders><add key="global" value="$global" /></fallbackPackageFolders>
</configuration>
XML

step "the tool"
quiet dotnet tool install GanSharp.Cli --tool-path "$work/tools" --version "$version"
gansharp=$work/tools/gansharp
"$gansharp" --version
quiet "$gansharp" train --steps 20 --out run
quiet "$gansharp" sample run --labels 7 --count 4 --out sevens.png
require run/report.html && require sevens.png
du -sh "$work/tools" | awk '{ print "installed: " $1 }'

step "templates"
hive=(--debug:custom-hive "$work/hive")
quiet dotnet new install "$feed/GanSharp.Templates.$version.nupkg" "${hive[@]}"
quiet dotnet new gansharp-app -o Digits "${hive[@]}"
quiet dotnet new gansharp-loss -o MyLoss "${hive[@]}"
grep -q "\"GanSharp\" Version=\"$version\"" Digits/Digits.csproj MyLoss/MyLoss/MyLoss.csproj
(cd Digits && quiet dotnet build -c Release && dotnet run -c Release --no-build -- 20 && require digits.png)
(cd MyLoss && quiet dotnet build -c Release && dotnet test -c Release --no-build --no-ansi | tail -6)
(cd MyLoss && dotnet run --project MyLoss -c Release --no-build -- 100 && require runs/mine/generator.safetensors)

$short && exit 0

step "the readme's program"
mkdir Readme && cd Readme
sed -n '/^```csharp/,/^```/p' "$root/src/GanSharp/README.md" | grep -v '^```' |
    sed 's/RecipeCatalogue.Load("default")/RecipeCatalogue.Load("default").With("steps", "20")/' >Program.cs
cat >Readme.csproj <<XML
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <TreatWarningsAsErrors>true</TreatWarningsAsErrors>
  </PropertyGroup>
  <ItemGroup><PackageReference Include="GanSharp" Version="$version" /></ItemGroup>
</Project>
XML
quiet dotnet build -c Release
# publish NAME OPTION...: publishes, runs and measures the program; the generator must be the same bits each time.
publish() {
    step "the readme's program, $1"
    quiet dotnet publish -c Release -r "$rid" -o "out-$1" "${@:2}"
    rm -f digits.safetensors sevens.png
    "./out-$1/Readme"
    require sevens.png
    rm -f "out-$1"/*.dbg "out-$1"/*.pdb
    local bits
    bits=$(sha256sum digits.safetensors | cut -c1-16)
    [ "${expected:=$bits}" = "$bits" ] || { echo "trains other bits: $bits instead of $expected"; return 1; }
    echo "$(du -sk "out-$1" | cut -f1) KB, SHA-256 of the generator $bits"
}
publish framework-dependent --no-self-contained
publish self-contained --self-contained
publish trimmed -p:PublishTrimmed=true
publish aot -p:PublishAot=true
