// A program whose only purpose is the precompiled header that every test program takes over from it.
int main()
{
    return 0;
}
