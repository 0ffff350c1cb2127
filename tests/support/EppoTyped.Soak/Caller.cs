using System.Globalization;
using EppoTyped.CompilerServices;

namespace EppoTyped.Soak;

/// <summary>A thread that asks, by typed handles and by keys, and checks every answer. It rests now and then, because others need the machine too.</summary>
internal sealed class Caller
{
    private const int AnswersBetweenRests = 60;
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(20);

    private static readonly Flag<long> Version = GeneratedCodeV1.Integer("version", -1);
    private static readonly Flag<bool> Even = GeneratedCodeV1.Boolean("even", false);
    private static readonly Flag<string> Split = GeneratedCodeV1.Text("split", KnownAnswers.Default);
    private static readonly Flag<string> Rules = GeneratedCodeV1.Text("rules", KnownAnswers.Default);

    private readonly ClientLives _lives;
    private readonly FlappingServer _server;
    private readonly Verdict _verdict;
    private readonly Random _random;
    private readonly Thread _thread;
    private volatile bool _stopped;
    private long _answers;
    private long _defaults;

    public Caller(ClientLives lives, FlappingServer server, Verdict verdict, int seed)
    {
        (_lives, _server, _verdict, _random) = (lives, server, verdict, new Random(seed));
        _thread = new Thread(AskUntilStopped) { IsBackground = true, Name = $"caller {seed}" };
        _thread.Start();
    }

    public long Answers => Interlocked.Read(ref _answers);

    public long Defaults => Interlocked.Read(ref _defaults);

    public void Stop()
    {
        _stopped = true;
        _thread.Join();
    }

    private void AskUntilStopped()
    {
        while (!_stopped)
        {
            try
            {
                for (int asked = 0; asked < AnswersBetweenRests; asked++)
                {
                    Ask(_random.Next(KnownAnswers.Subjects));
                }
            }
            catch (Exception exception)
            {
                _verdict.Blame($"A call has thrown: {exception}");
            }

            Thread.Sleep(Rest);
        }
    }

    private void Ask(int subject)
    {
        bool isShared = _random.Next(2) == 0;
        LivingClient living = isShared ? _lives.Shared : _lives.Current;
        FlagClient client = isShared ? FlagClient.Shared : living.Client;
        bool wasReady = living.Client.IsInitialized;
        Subject person = KnownAnswers.Everybody[subject];
        switch (_random.Next(6))
        {
            case 0:
                CheckText(client.GetValue(Split, person), KnownAnswers.Split, subject, wasReady, living);
                break;
            case 1:
                CheckText(client.GetStringAssignment("split", person.Key, KnownAnswers.Bags[subject]!, KnownAnswers.Default), KnownAnswers.Split, subject, wasReady, living);
                break;
            case 2:
                CheckText(client.GetValue(Rules, person), KnownAnswers.Rules, subject, wasReady, living);
                break;
            case 3:
                CheckText(client.GetStringAssignmentDetails("rules", person.Key, KnownAnswers.Bags[subject]!, KnownAnswers.Default).Value, KnownAnswers.Rules, subject, wasReady, living);
                break;
            case 4:
                CheckVersion((int)client.GetValue(Version, person), wasReady, living);
                break;
            default:
                CheckSnapshot(client.Snapshot(), person, subject);
                break;
        }
    }

    private void CheckText(string answer, Func<int, int, string> known, int subject, bool wasReady, LivingClient living)
    {
        int version = KnownAnswers.VersionIn(answer);
        CheckVersion(answer == KnownAnswers.Default ? -1 : version, wasReady, living);
        if (answer != KnownAnswers.Default && answer != known(version, subject))
        {
            _verdict.Blame($"user-{subject.ToString(CultureInfo.InvariantCulture)} got {answer} and not {known(version, subject)}");
        }
    }

    private void CheckVersion(int version, bool wasReady, LivingClient living)
    {
        Interlocked.Increment(ref _answers);
        if (version == -1)
        {
            Interlocked.Increment(ref _defaults);
            if (wasReady && !living.IsEnding)
            {
                _verdict.Blame("A client that was ready has answered with the default");
            }
        }
        else if (!_server.HasServed(version))
        {
            _verdict.Blame($"Version {version.ToString(CultureInfo.InvariantCulture)} was answered and never served");
        }
    }

    /// <summary>All flags of a snapshot are of one version.</summary>
    private void CheckSnapshot(FlagClient snapshot, Subject person, int subject)
    {
        Interlocked.Add(ref _answers, 4);
        int version = (int)snapshot.GetValue(Version, person);
        bool isDefault = version == -1;
        string split = snapshot.GetValue(Split, person);
        string rules = snapshot.GetStringAssignment("rules", person.Key, KnownAnswers.Bags[subject]!, KnownAnswers.Default);
        bool even = snapshot.GetValue(Even, person);
        bool agree = split == (isDefault ? KnownAnswers.Default : KnownAnswers.Split(version, subject))
            && rules == (isDefault ? KnownAnswers.Default : KnownAnswers.Rules(version, subject))
            && even == (!isDefault && KnownAnswers.IsEven(version));
        if (!agree)
        {
            _verdict.Blame($"A snapshot of version {version.ToString(CultureInfo.InvariantCulture)} answered {split}, {rules}, {even}");
        }
    }
}
