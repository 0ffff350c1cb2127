#!/usr/bin/env bash
# Microsoft.Extensions.TimeProvider.Testing 10.11.0, .NET 10
# Expected: as with TimeProvider.System, a delay of zero means "soon, on the thread pool": CreateTimer returns first.
# Seen:     the callback runs inside CreateTimer, on the caller's thread, before the variable for the timer is assigned; under a lock of the caller it runs within the lock.
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
ITimer? timer = null;
(bool Ran, bool SameThread, bool Assigned) seen = default;
int caller = Environment.CurrentManagedThreadId;
timer = clock.CreateTimer(_ => seen = (true, Environment.CurrentManagedThreadId == caller, timer is not null), null, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
Console.WriteLine($"ran before CreateTimer returned: {seen.Ran}, on the caller's thread: {seen.SameThread}, with the timer assigned: {seen.Assigned}");
PROGRAM
expected=$(cat <<'OUTPUT'
ran before CreateTimer returned: True, on the caller's thread: True, with the timer assigned: False
OUTPUT
)
seen=$(dotnet run --project finding.csproj)
echo "$seen"
[[ $seen == "$expected" ]] || { echo "This has changed. It printed before:"; echo "$expected"; exit 1; }
