using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace EppoTyped.Faults.Tests;

/// <summary>Self-signed certificates, which only the test trusts.</summary>
internal static class SelfSigned
{
    /// <param name="host">The name it is for.</param>
    /// <param name="validFor">How long it is valid, from two days ago.</param>
    public static X509Certificate2 For(string host, TimeSpan validFor)
    {
        using RSA key = RSA.Create(2048);
        CertificateRequest request = new($"CN={host}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName(host);
        request.CertificateExtensions.Add(names.Build());
        DateTimeOffset from = TimeProvider.System.GetUtcNow().AddDays(-2);
        using X509Certificate2 certificate = request.CreateSelfSigned(from, from + validFor);
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }
}
