#!/usr/bin/env bash
# Microsoft.Extensions.TimeProvider.Testing 10.11.0, .NET 10
# Expected: Advance throws what the callback threw; the other timers go on with the next Advance.
# Seen:     Advance throws, and from then on no timer of this clock fires again, without a word: a test that checks "nothing happened" passes for ever.
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
int fired = 0;
using ITimer throwing = clock.CreateTimer(_ => throw new InvalidOperationException(), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
using ITimer other = clock.CreateTimer(_ => fired++, null, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));
try
{
    clock.Advance(TimeSpan.FromSeconds(10));
}
catch (Exception exception)
{
    Console.WriteLine($"the advance threw {exception.GetType().Name}");
}

clock.Advance(TimeSpan.FromSeconds(50));
Console.WriteLine($"after {(clock.GetUtcNow() - begin).TotalSeconds} s the other timer, due every 2 s, has fired {fired} times");
PROGRAM
expected=$(cat <<'OUTPUT'
the advance threw InvalidOperationException
after 60 s the other timer, due every 2 s, has fired 0 times
OUTPUT
)
seen=$(dotnet run --project finding.csproj)
echo "$seen"
[[ $seen == "$expected" ]] || { echo "This has changed. It printed before:"; echo "$expected"; exit 1; }
