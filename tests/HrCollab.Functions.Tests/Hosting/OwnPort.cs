using System.Net;
using System.Net.Sockets;

namespace HrCollab.Functions.Tests.Hosting;

/// <summary>
/// A port for a program that has to be told one. Linux gives it to nobody who asks for any port while this socket, which never listens, has it; who asks
/// for this one gets it, again and again. Elsewhere it is free when it is asked for, and that is all.
/// </summary>
internal sealed class OwnPort : IDisposable
{
    private readonly Socket _held = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);

    public OwnPort()
    {
        _held.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Number = ((IPEndPoint)_held.LocalEndPoint!).Port;
        if (!OperatingSystem.IsLinux()) _held.Dispose();
    }

    public int Number { get; }

    public void Dispose() => _held.Dispose();
}
