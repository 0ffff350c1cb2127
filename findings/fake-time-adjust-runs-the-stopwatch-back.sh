#!/usr/bin/env bash
# Microsoft.Extensions.TimeProvider.Testing 10.11.0, .NET 10
# Expected: AdjustTime sets the wall clock, as an administrator or NTP does; GetTimestamp, the monotonic clock, does not notice.
# Seen:     the timestamp jumps with the wall clock, and GetElapsedTime is negative. A test of "the clock was set back" tests something that cannot happen.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
export NUGET_PACKAGES="$folder/packages"
cd "$folder"
cat > finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <Nullable>enable</Nullable>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Microsoft.Extensions.TimeProvider.Testing" Version="[10.11.0]" />
  </ItemGroup>
</Project>
PROJECT
cat > Program.cs <<'PROGRAM'
using Microsoft.Extensions.Time.Testing;

FakeTimeProvider clock = new();
long begin = clock.GetTimestamp();
clock.AdjustTime(clock.GetUtcNow() - TimeSpan.FromHours(1));
Console.WriteLine($"elapsed after the clock was set back by an hour: {clock.GetElapsedTime(begin)}");
PROGRAM
expected=$(cat <<'OUTPUT'
elapsed after the clock was set back by an hour: -01:00:00
OUTPUT
)
seen=$(dotnet run --project finding.csproj)
echo "$seen"
[[ $seen == "$expected" ]] || { echo "This has changed. It printed before:"; echo "$expected"; exit 1; }
