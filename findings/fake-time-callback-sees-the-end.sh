#!/usr/bin/env bash
# Microsoft.Extensions.TimeProvider.Testing 10.11.0, .NET 10
# Expected: a timer due after 1 s that reads the clock while the test advances by 7 s reads 1 s, one of every 2 s reads 2 s, 4 s and 6 s.
# Seen:     each callback reads 7 s: code that computes the next delay from GetUtcNow or GetTimestamp is tested with times that it never sees in life.
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
DateTimeOffset begin = clock.GetUtcNow();
void Print(string name) => Console.WriteLine($"{name}: {(clock.GetUtcNow() - begin).TotalSeconds} s");
using ITimer once = clock.CreateTimer(_ => Print("once after 1 s"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
using ITimer often = clock.CreateTimer(_ => Print("every 2 s"), null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
clock.Advance(TimeSpan.FromSeconds(7));
PROGRAM
expected=$(cat <<'OUTPUT'
once after 1 s: 7 s
every 2 s: 7 s
every 2 s: 7 s
every 2 s: 7 s
OUTPUT
)
seen=$(dotnet run --project finding.csproj)
echo "$seen"
[[ $seen == "$expected" ]] || { echo "This has changed. It printed before:"; echo "$expected"; exit 1; }
