using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace EppoTyped.Faults.Tests;

/// <summary>A server of bare sockets with TLS, with a certificate of the test's own.</summary>
internal sealed class TlsServer : IFaultyServer, IAsyncDisposable
{
    private readonly X509Certificate2 _certificate;
    private readonly RawServer _server;

    /// <param name="host">The name in the certificate; the address has localhost.</param>
    /// <param name="fault">Handles a request while the server has its fault.</param>
    /// <param name="validFor">How long the certificate is valid, from two days ago; null for a month.</param>
    /// <param name="protocols">The versions of TLS that it supports.</param>
    public TlsServer(string host, Func<RawConnection, Task> fault, TimeSpan? validFor = null, SslProtocols protocols = SslProtocols.None)
    {
        _certificate = SelfSigned.For(host, validFor ?? TimeSpan.FromDays(30));
        _server = new RawServer(
            fault, new SslServerAuthenticationOptions { ServerCertificate = _certificate, EnabledSslProtocols = protocols });
    }

    public string BaseUrl => _server.BaseUrl;

    public SemaphoreSlim Hanging => _server.Hanging;

    public IEnumerable<string?> RequestedETags => _server.RequestedETags;

    public int Requests => _server.Requests.Count;

    public void Good(string color, string? etag) => _server.Good(color, etag);

    public void Fail() => _server.Fail();

    /// <summary>A handler that trusts this certificate and no other, and checks everything else.</summary>
    public SocketsHttpHandler TrustingHandler()
    {
        SocketsHttpHandler handler = HttpConfigurationSource.NewHandler();
        handler.SslOptions = new SslClientAuthenticationOptions
        {
            CertificateChainPolicy = new X509ChainPolicy
            {
                TrustMode = X509ChainTrustMode.CustomRootTrust,
                RevocationMode = X509RevocationMode.NoCheck,
                CustomTrustStore = { _certificate },
            },
        };
        return handler;
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _certificate.Dispose();
    }
}
